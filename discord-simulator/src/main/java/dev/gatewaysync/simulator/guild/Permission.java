package dev.gatewaysync.simulator.guild;

/**
 * Bits of Discord's permissions that something here depends on.
 *
 * @see <a href="https://docs.discord.com/developers/topics/permissions">Permissions, in Discord's documentation</a>
 */
public final class Permission {

    public static final long ADMINISTRATOR = 1L << 3;
    public static final long MANAGE_CHANNELS = 1L << 4;
    public static final long ADD_REACTIONS = 1L << 6;
    public static final long VIEW_CHANNEL = 1L << 10;
    public static final long SEND_MESSAGES = 1L << 11;
    public static final long SEND_TTS_MESSAGES = 1L << 12;
    public static final long MANAGE_MESSAGES = 1L << 13;
    public static final long EMBED_LINKS = 1L << 14;
    public static final long ATTACH_FILES = 1L << 15;
    public static final long READ_MESSAGE_HISTORY = 1L << 16;
    /** Also for pinging a role that is not {@code mentionable}. */
    public static final long MENTION_EVERYONE = 1L << 17;

    public static final long CHANGE_NICKNAME = 1L << 26;
    public static final long MANAGE_ROLES = 1L << 28;
    public static final long MANAGE_WEBHOOKS = 1L << 29;
    public static final long USE_APPLICATION_COMMANDS = 1L << 31;
    public static final long MANAGE_THREADS = 1L << 34;
    public static final long CREATE_PUBLIC_THREADS = 1L << 35;
    /** In a thread it takes the place of {@link #SEND_MESSAGES}, which has no effect there. */
    public static final long SEND_MESSAGES_IN_THREADS = 1L << 38;

    /** Also those of others; {@link #CREATE_EVENTS} is enough for one's own. */
    public static final long MANAGE_EVENTS = 1L << 33;

    public static final long CREATE_EVENTS = 1L << 44;
    /** Since February 2026 {@link #MANAGE_MESSAGES} does not pin any more. */
    public static final long PIN_MESSAGES = 1L << 51;

    /** Every bit that there is, up to BYPASS_SLOWMODE (1 &lt;&lt; 52). */
    public static final long ALL = (1L << 53) - 1;

    private Permission() {}
}
