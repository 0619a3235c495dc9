package dev.gatewaysync.discord.thread;

import dev.gatewaysync.discord.outbox.MessageThreadTable;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.discord.send.TestSending;

/** What opens threads, over a {@link TestSending}. */
public final class TestThreads {
    private TestThreads() {}

    /** Without a bot, and so without a thread. */
    public static MessageThreads off(TestSending sending) {
        MessageThreadTable table = new MessageThreadTable(
                new DiscordCredentials(null, null, null),
                sending.test.jdbc,
                sending.test.transactions,
                sending.test.clock);
        return new MessageThreads(
                table,
                new MessageThreadAttempt(table, sending.discord.rest, sending.tokenGuard, sending.timings),
                sending.sideLoops);
    }
}
