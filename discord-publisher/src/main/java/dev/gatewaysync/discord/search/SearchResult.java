package dev.gatewaysync.discord.search;

import dev.gatewaysync.discord.rest.DiscordFailure;

/** What came of looking for a message. */
public sealed interface SearchResult {
    record Found(String messageId) implements SearchResult {}

    /** Everything was seen in which it could stand, and it does not. */
    record Absent() implements SearchResult {}

    /** It could not be seen; whether it is there nobody knows. */
    record Refused(DiscordFailure failure) implements SearchResult {}
}
