package dev.gatewaysync.discord.crosspost;

import dev.gatewaysync.discord.outbox.CrosspostSetting;
import dev.gatewaysync.discord.outbox.CrosspostTable;
import dev.gatewaysync.discord.send.TestSending;

/** What publishes messages, over a {@link TestSending}. */
public final class TestCrossposts {
    private TestCrossposts() {}

    /** Switched off. */
    public static Crossposts off(TestSending sending) {
        CrosspostSetting off = new CrosspostSetting(false, false);
        CrosspostTable table =
                new CrosspostTable(off, sending.test.jdbc, sending.test.transactions, sending.test.clock);
        return new Crossposts(
                off,
                table,
                new CrosspostAttempt(
                        table,
                        new AnnouncementChannels(sending.discord.rest, sending.test.clock),
                        sending.discord.rest,
                        sending.tokenGuard,
                        sending.timings,
                        sending.test.clock),
                sending.sideLoops);
    }
}
