package dev.gatewaysync.discord.status;

import java.time.Instant;

/**
 * Why members do not see what they should, now.
 *
 * @param reason a sentence for operators
 * @param since when it began, or was first seen
 */
record DiscordProblem(String reason, Instant since) {}
