package dev.gatewaysync.cards.channel;

import java.util.Collection;

/**
 * Permissions that the product has to do with.
 *
 * @see <a href="https://docs.discord.com/developers/topics/permissions">Discord's list of bits</a>
 */
public enum DiscordPermission {
    ADMINISTRATOR(3, "Administrator"),
    MANAGE_CHANNELS(4, "Manage Channels"),
    VIEW_CHANNEL(10, "View Channel"),
    SEND_MESSAGES(11, "Send Messages"),
    /** Also for publishing what a webhook has sent. */
    MANAGE_MESSAGES(13, "Manage Messages"),
    EMBED_LINKS(14, "Embed Links"),
    READ_MESSAGE_HISTORY(16, "Read Message History"),
    MENTION_EVERYONE(17, "Mention @everyone, @here, and All Roles"),
    /** To give members roles; only those below the bot's highest one. */
    MANAGE_ROLES(28, "Manage Roles"),
    MANAGE_THREADS(34, "Manage Threads"),
    /** Below messages. */
    CREATE_PUBLIC_THREADS(35, "Create Public Threads"),
    /** In threads instead of Send Messages, which has no effect there. */
    SEND_MESSAGES_IN_THREADS(38, "Send Messages in Threads"),
    /** Events of the server; enough for changing one's own, too. */
    CREATE_EVENTS(44, "Create Events"),
    /** Apart from Manage Messages since February 2026. */
    PIN_MESSAGES(51, "Pin Messages");

    private final long bit;
    private final String label;

    DiscordPermission(int position, String label) {
        this.bit = 1L << position;
        this.label = label;
    }

    public long bit() {
        return bit;
    }

    /** As Discord calls it on the page of a channel's permissions. */
    public String label() {
        return label;
    }

    /** As the page of a forum's permissions calls it, where members post instead of writing messages. */
    public String labelInForum() {
        return switch (this) {
            case SEND_MESSAGES -> "Create Posts";
            case MANAGE_THREADS -> "Manage Posts";
            case SEND_MESSAGES_IN_THREADS -> "Send Messages in Posts";
            default -> label;
        };
    }

    public static long bits(Collection<DiscordPermission> permissions) {
        return permissions.stream().mapToLong(DiscordPermission::bit).reduce(0, (all, bit) -> all | bit);
    }
}
