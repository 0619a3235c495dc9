package dev.gatewaysync.discord.bot.member;

import dev.gatewaysync.cards.Mentions;
import dev.gatewaysync.cards.NotificationRoles;
import dev.gatewaysync.cards.channel.DiscordPermission;
import dev.gatewaysync.cards.channel.MemberPermissions;
import dev.gatewaysync.cards.channel.RoleOffer;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.route.DiscordCredentials;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The roles by which members are pinged, for each to take and to leave. What may be offered is asked of Discord each time, also right
 * before a role is given: a role may have got a permission since it was offered.
 */
@Component
public final class MemberRoles {
    private static final Logger log = LoggerFactory.getLogger(MemberRoles.class);

    private final DiscordCredentials credentials;
    private final Mentions mentions;
    private final Supplier<GatewayConfig> config;
    private final DiscordRest rest;

    MemberRoles(DiscordCredentials credentials, Mentions mentions, Supplier<GatewayConfig> config, DiscordRest rest) {
        this.credentials = credentials;
        this.mentions = mentions;
        this.config = config;
        this.rest = rest;
    }

    /** @param types that ping it; may be empty */
    public record Role(String id, String name, Set<String> types) {}

    /** What members may take. */
    public sealed interface Offers {
        /** @param roles may be empty, where none may be given */
        record Some(List<Role> roles) implements Offers {}

        /** Nothing pings a role. */
        record NoneSet() implements Offers {}

        record MissingPermission() implements Offers {}
    }

    /**
     * @param given and taken: the member has them now, or no more
     * @param refused those that Discord did not let us change
     */
    public record Changed(List<Role> given, List<Role> taken, List<Role> refused) {}

    /** @throws IllegalStateException if Discord does not say */
    public Offers offers() {
        Map<String, Set<String>> pinged = NotificationRoles.of(mentions, config.get());
        DiscordCredentials.Bot bot = credentials.bot();
        if (pinged.isEmpty() || bot == null) {
            return new Offers.NoneSet();
        }
        try {
            String self = body(rest.currentUser()).path("id").asString("0");
            JsonNode guild = body(rest.guild(bot.guildId()));
            JsonNode member = body(rest.member(bot.guildId(), self));
            // A timeout takes it away only for a while, and then Discord says so itself.
            if (!MemberPermissions.of(guild, member, self, Instant.EPOCH).has(DiscordPermission.MANAGE_ROLES)) {
                return new Offers.MissingPermission();
            }
            JsonNode channels = body(rest.guildChannels(bot.guildId()));
            List<Role> offered = new ArrayList<>();
            pinged.forEach((id, types) -> {
                RoleOffer offer = RoleOffer.of(id, guild, member, channels);
                if (offer.refusal() == null) {
                    offered.add(new Role(id, offer.name(), types));
                } else {
                    log.debug("role.not_offered id={} reason={}", id, offer.refusal());
                }
            });
            return new Offers.Some(offered);
        } catch (InterruptedException e) {
            throw stopped();
        }
    }

    /**
     * @param offered as {@link #offers} says now
     * @param has ids of the roles that the member has
     * @param wanted ids of those that the member wants of them
     * @param texts for the server's audit log
     */
    public Changed change(String userId, List<Role> offered, Set<String> has, Set<String> wanted, ReplyTexts texts) {
        List<Role> given = new ArrayList<>();
        List<Role> taken = new ArrayList<>();
        List<Role> refused = new ArrayList<>();
        for (Role role : new LinkedHashSet<>(offered)) {
            boolean give = wanted.contains(role.id());
            if (give != has.contains(role.id())) {
                List<Role> done = give ? given : taken;
                (isChanged(userId, role, give, texts) ? done : refused).add(role);
            }
        }
        return new Changed(given, taken, refused);
    }

    private boolean isChanged(String userId, Role role, boolean give, ReplyTexts texts) {
        DiscordCredentials.Bot bot = credentials.bot();
        if (bot == null) {
            return false;
        }
        try {
            String reason = texts.get(give ? "notifications.audit_given" : "notifications.audit_taken");
            return switch (rest.changeRole(bot.guildId(), userId, role.id(), give, reason)) {
                case RestResult.Done done -> true;
                case RestResult.Refused refused -> {
                    DiscordFailure failure = refused.failure();
                    log.warn(
                            "role.not_changed role={} give={} reason={} next=the member is told",
                            role.id(),
                            give,
                            failure.message());
                    yield false;
                }
            };
        } catch (InterruptedException e) {
            throw stopped();
        }
    }

    private static JsonNode body(RestResult result) {
        return switch (result) {
            case RestResult.Done done -> done.body();
            case RestResult.Refused refused ->
                throw new IllegalStateException(refused.failure().message());
        };
    }

    private static IllegalStateException stopped() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("The bot is being stopped");
    }
}
