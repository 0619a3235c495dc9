package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.rest.DiscordFailure;

/** What came of looking for a message. */
sealed interface Look {
    record Found(String messageId) implements Look {}

    record Absent() implements Look {}

    record Refused(DiscordFailure failure) implements Look {}
}
