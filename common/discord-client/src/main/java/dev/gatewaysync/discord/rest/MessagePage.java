package dev.gatewaysync.discord.rest;

/** Which messages of a channel to read: at most {@code limit} (1 to 100), in an answer that has the newest first. */
public record MessagePage(String query) {

    public static MessagePage latest(int limit) {
        return new MessagePage("limit=" + requireLimit(limit));
    }

    /** The messages that follow {@code messageId}; go on from the newest of them. */
    public static MessagePage after(String messageId, int limit) {
        return new MessagePage("after=" + Snowflakes.require(messageId) + "&limit=" + requireLimit(limit));
    }

    /** The messages that precede {@code messageId}; go on from the oldest of them. */
    public static MessagePage before(String messageId, int limit) {
        return new MessagePage("before=" + Snowflakes.require(messageId) + "&limit=" + requireLimit(limit));
    }

    private static int requireLimit(int limit) {
        if (limit < 1 || limit > 100) {
            throw new IllegalArgumentException("Discord gives 1 to 100 messages at a time, not " + limit);
        }
        return limit;
    }
}
