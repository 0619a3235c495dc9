package dev.gatewaysync.discord.rest;

/** Which messages of a channel to read: at most {@code limit} (1 to 100), in an answer that has the newest first. */
public record Page(String query) {

    public static Page latest(int limit) {
        return new Page("limit=" + requireLimit(limit));
    }

    /** The messages that follow {@code messageId}; go on from the newest of them. */
    public static Page after(String messageId, int limit) {
        return new Page("after=" + Snowflakes.require(messageId) + "&limit=" + requireLimit(limit));
    }

    /** The messages that precede {@code messageId}; go on from the oldest of them. */
    public static Page before(String messageId, int limit) {
        return new Page("before=" + Snowflakes.require(messageId) + "&limit=" + requireLimit(limit));
    }

    private static int requireLimit(int limit) {
        if (limit < 1 || limit > 100) {
            throw new IllegalArgumentException("Discord gives 1 to 100 messages at a time, not " + limit);
        }
        return limit;
    }
}
