package dev.gatewaysync.discord.serverevent;

import dev.gatewaysync.cards.ServerEventText;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.discord.send.TestSending;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.service.settings.Secret;

/** The server's events over a {@link TestSending}. */
public final class TestServerEvents {
    private static final ServerEventText TEXT = new ServerEventText("The App", () -> Language.ENGLISH);

    private TestServerEvents() {}

    /** Switched off. */
    public static ServerEvents off(TestSending sending) {
        ServerEventTable table = table(sending);
        return new ServerEvents(
                new ServerEventSetting(false), table, sync(sending, table), late(sending, table), sending.sideLoops);
    }

    static ServerEventTable table(TestSending sending) {
        return new ServerEventTable(
                sending.test.jdbc, sending.test.transactions, sending.test.lease, sending.test.clock);
    }

    static ServerEventSync sync(TestSending sending, ServerEventTable table) {
        return new ServerEventSync(table, TEXT, requests(sending), sending.policy, timing(sending));
    }

    static LateServerEvents late(TestSending sending, ServerEventTable table) {
        return new LateServerEvents(table, TEXT, requests(sending), timing(sending));
    }

    private static ServerEventRequests requests(TestSending sending) {
        return new ServerEventRequests(
                sending.discord.rest,
                TEXT,
                new DiscordCredentials(new DiscordCredentials.Bot(new Secret("bot-token"), "1"), null, null));
    }

    private static ServerEventSync.Timing timing(TestSending sending) {
        return new ServerEventSync.Timing(sending.timings, sending.test.clock);
    }
}
