package dev.gatewaysync.cards.channel;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether members may take a role themselves. Only one that does nothing more than being pinged is offered: whoever could take a role with
 * a permission, or one that a channel is opened to, would have given themselves that.
 *
 * @param refusal null if it is offered
 * @see <a href="https://docs.discord.com/developers/topics/permissions#permission-hierarchy">Permission hierarchy</a>
 */
public record RoleOffer(String id, String name, @Nullable Refusal refusal) {

    /** Why a role is not offered. */
    public enum Refusal {
        NOT_THERE,
        EVERYONE,
        /** It belongs to an application, to boosters, or to a subscription: nobody can give it. */
        MANAGED,
        /** One that not everybody has anyway: Discord gives a new role those of everybody. */
        HAS_PERMISSIONS,
        /** A channel allows it something. Of channels that the bot may not view nothing is known. */
        ALLOWED_IN_A_CHANNEL,
        /** Not below the bot's highest role. */
        TOO_HIGH
    }

    /**
     * @param guild with {@code id} and {@code roles}
     * @param bot as a member of it, with {@code roles}
     * @param channels an array, with {@code permission_overwrites}
     */
    public static RoleOffer of(String id, JsonNode guild, JsonNode bot, JsonNode channels) {
        Optional<JsonNode> role = guild.path("roles")
                .valueStream()
                .filter(known -> known.path("id").asString("").equals(id))
                .findFirst();
        return role.map(known ->
                        new RoleOffer(id, known.path("name").asString(id), refusal(id, known, guild, bot, channels)))
                .orElseGet(() -> new RoleOffer(id, id, Refusal.NOT_THERE));
    }

    private static @Nullable Refusal refusal(
            String id, JsonNode role, JsonNode guild, JsonNode bot, JsonNode channels) {
        if (id.equals(guild.path("id").asString(""))) {
            return Refusal.EVERYONE;
        }
        if (role.path("managed").asBoolean(false)) {
            return Refusal.MANAGED;
        }
        if (isMore(role.path("permissions"), everybodys(guild))) {
            return Refusal.HAS_PERMISSIONS;
        }
        if (channels.valueStream().anyMatch(channel -> allows(channel, id))) {
            return Refusal.ALLOWED_IN_A_CHANNEL;
        }
        return role.path("position").asInt(Integer.MAX_VALUE) < highest(guild, bot) ? null : Refusal.TOO_HIGH;
    }

    private static boolean allows(JsonNode channel, String roleId) {
        return channel.path("permission_overwrites")
                .valueStream()
                .anyMatch(overwrite ->
                        overwrite.path("id").asString("").equals(roleId) && isAny(overwrite.path("allow")));
    }

    private static boolean isAny(JsonNode bits) {
        return isMore(bits, 0);
    }

    /** Discord writes these numbers as texts; what cannot be read is taken for something. */
    private static boolean isMore(JsonNode bits, long than) {
        try {
            return (Long.parseUnsignedLong(bits.asString("?")) & ~than) != 0;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private static long everybodys(JsonNode guild) {
        return guild.path("roles")
                .valueStream()
                .filter(role ->
                        role.path("id").asString("").equals(guild.path("id").asString("")))
                .map(role -> role.path("permissions").asString("0"))
                .filter(bits -> bits.matches("[0-9]{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    private static int highest(JsonNode guild, JsonNode bot) {
        Set<String> roles = new HashSet<>();
        bot.path("roles").forEach(role -> roles.add(role.asString("")));
        return guild.path("roles")
                .valueStream()
                .filter(role -> roles.contains(role.path("id").asString("")))
                .mapToInt(role -> role.path("position").asInt(0))
                .max()
                .orElse(0);
    }
}
