package dev.gatewaysync.cards.channel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What one member of a server may do, computed from Discord's answers in Discord's order: the roles' permissions together;
 * then, in a channel, its overwrites for everyone, those for the member's roles together, and the one for the member. The
 * owner and administrators may do everything. In a thread the overwrites of its channel count. Who is timed out may only
 * view and read.
 *
 * @see <a href="https://docs.discord.com/developers/topics/permissions">Permissions</a>
 */
public final class MemberPermissions {
    private static final long WHILE_TIMED_OUT =
            DiscordPermission.VIEW_CHANNEL.bit() | DiscordPermission.READ_MESSAGE_HISTORY.bit();
    private static final long EVERYTHING = -1L;

    private final String guildId;
    private final String memberId;
    private final Set<String> roles;
    private final long inServer;
    private final boolean timedOut;

    private MemberPermissions(String guildId, String memberId, Set<String> roles, long inServer, boolean timedOut) {
        this.guildId = guildId;
        this.memberId = memberId;
        this.roles = roles;
        this.inServer = inServer;
        this.timedOut = timedOut;
    }

    /**
     * @param guild with {@code id}, {@code owner_id} and {@code roles}
     * @param member with {@code roles} and {@code communication_disabled_until}
     */
    public static MemberPermissions of(JsonNode guild, JsonNode member, String memberId, Instant now) {
        String guildId = guild.path("id").asString("");
        Set<String> roles = new HashSet<>();
        member.path("roles").forEach(role -> roles.add(role.asString("")));
        long together = 0;
        for (JsonNode role : guild.path("roles")) {
            String id = role.path("id").asString("");
            if (id.equals(guildId) || roles.contains(id)) {
                together |= bits(role.path("permissions"));
            }
        }
        boolean all = guild.path("owner_id").asString("").equals(memberId)
                || (together & DiscordPermission.ADMINISTRATOR.bit()) != 0;
        boolean timedOut = !all && isAfter(member.path("communication_disabled_until"), now);
        return new MemberPermissions(guildId, memberId, roles, all ? EVERYTHING : together, timedOut);
    }

    public boolean isTimedOut() {
        return timedOut;
    }

    /** The same member when its time is over. */
    public MemberPermissions withoutTimeout() {
        return new MemberPermissions(guildId, memberId, roles, inServer, false);
    }

    /** Whether a role gives it, whatever a channel's overwrites say. */
    public boolean has(DiscordPermission permission) {
        return (limited(inServer) & permission.bit()) != 0;
    }

    /**
     * Whether the roles and the overwrites together give it. Without View Channel nothing else is of use, which is not
     * counted here: this says what would have to be changed.
     *
     * @param channel with {@code permission_overwrites}; for a thread its parent
     */
    public boolean has(DiscordPermission permission, JsonNode channel) {
        return (in(channel) & permission.bit()) != 0;
    }

    /** Id of the server (for everyone), of the role or of the member whose overwrite in the channel takes it away. */
    public Optional<String> deniedBy(DiscordPermission permission, JsonNode channel) {
        if (has(permission, channel) || inServer == EVERYTHING) {
            return Optional.empty();
        }
        for (String last : new String[] {memberId, "roles", guildId}) {
            for (JsonNode overwrite : channel.path("permission_overwrites")) {
                String id = overwrite.path("id").asString("");
                boolean here = last.equals("roles") ? isOfMyRoles(overwrite) : id.equals(last);
                if (here && (bits(overwrite.path("deny")) & permission.bit()) != 0) {
                    return Optional.of(id);
                }
            }
        }
        return Optional.empty();
    }

    private long in(JsonNode channel) {
        if (inServer == EVERYTHING) {
            return EVERYTHING;
        }
        long allowOfRoles = 0;
        long denyOfRoles = 0;
        long afterEveryone = inServer;
        JsonNode mine = channel.path("none");
        for (JsonNode overwrite : channel.path("permission_overwrites")) {
            String id = overwrite.path("id").asString("");
            if (id.equals(guildId)) {
                afterEveryone = applied(inServer, bits(overwrite.path("allow")), bits(overwrite.path("deny")));
            } else if (isOfMyRoles(overwrite)) {
                allowOfRoles |= bits(overwrite.path("allow"));
                denyOfRoles |= bits(overwrite.path("deny"));
            } else if (id.equals(memberId)) {
                mine = overwrite;
            }
        }
        long afterRoles = applied(afterEveryone, allowOfRoles, denyOfRoles);
        return limited(applied(afterRoles, bits(mine.path("allow")), bits(mine.path("deny"))));
    }

    private boolean isOfMyRoles(JsonNode overwrite) {
        String id = overwrite.path("id").asString("");
        return !id.equals(guildId) && roles.contains(id);
    }

    private long limited(long permissions) {
        return timedOut ? permissions & WHILE_TIMED_OUT : permissions;
    }

    private static long applied(long before, long allow, long deny) {
        return before & ~deny | allow;
    }

    /** Discord writes these numbers as texts. */
    private static long bits(JsonNode text) {
        try {
            return Long.parseUnsignedLong(text.asString("0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static boolean isAfter(JsonNode timestamp, Instant now) {
        try {
            return timestamp.isString()
                    && OffsetDateTime.parse(timestamp.asString("")).toInstant().isAfter(now);
        } catch (DateTimeException e) {
            return false;
        }
    }
}
