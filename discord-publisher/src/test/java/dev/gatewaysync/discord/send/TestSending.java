package dev.gatewaysync.discord.send;

import dev.gatewaysync.cards.PostTitle;
import dev.gatewaysync.cards.channel.Routing;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.discord.ScriptedDiscord;
import dev.gatewaysync.discord.outbox.CrosspostSetting;
import dev.gatewaysync.discord.outbox.CrosspostTable;
import dev.gatewaysync.discord.outbox.MessageThreadTable;
import dev.gatewaysync.discord.outbox.TestDeliveries;
import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.discord.route.CatalogCategories;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.service.trace.Tracing;
import dev.gatewaysync.storage.catalog.CatalogQueries;
import dev.gatewaysync.task.ManualClock;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All that sends a message, put together by hand before a Discord that answers as the test says. No time passes by itself. */
public final class TestSending implements AutoCloseable {
    public static final Destination.Channel CHANNEL = new Destination.Channel("7", "1", "updates", null, null);
    public static final Destination.Channel BY_WEBHOOK = new Destination.Channel(
            "7", "1", "updates", WebhookAddress.parse("https://discord.com/api/webhooks/55/TOKEN"), null);

    /** The answers that a create in {@link #CHANNEL} gets. */
    public static final String POST = "POST /channels/7/messages";

    /** For whom it is all the same when a message is tried again. */
    public static final NextTry NOBODY_KNOWS = result -> null;

    public final ManualClock time = new ManualClock();
    public final Waiter waiter = new Waiter(time);
    public final ScriptedDiscord discord = new ScriptedDiscord(time);
    public final TestOutbox test = new TestOutbox();
    public final DeliveryTimings timings = DeliveryTimings.standard();
    public final ChannelDirectory directory;
    public final TestDeliveries deliveries;
    public final TokenGuard tokenGuard = new TokenGuard(discord.rest, timings);
    public final SendFailurePolicy policy;
    public final MessageEdits edits;
    public final MessageSender sender;
    public final SendGate gate;
    public final SideLoops sideLoops;

    /** As the bot of server 1, which makes no channels. */
    public TestSending() {
        this(new DiscordCredentials.Bot(new Secret("bot-token"), "1"), false);
    }

    /** @param bot null where there is only a webhook */
    public TestSending(DiscordCredentials.Bot bot, boolean createsChannels) {
        DiscordCredentials credentials = new DiscordCredentials(bot, bot == null ? BY_WEBHOOK.webhook() : null, null);
        directory = new ChannelDirectory(
                credentials,
                new Routing(Map.of(), Map.of(), createsChannels),
                discord.rest,
                new CatalogCategories(new CatalogQueries(test.jdbc)),
                () -> GatewayConfig.NONE,
                test.clock);
        deliveries = new TestDeliveries(test, directory);
        policy = new SendFailurePolicy(directory, deliveries.targets, tokenGuard, timings);
        edits = new MessageEdits(discord.rest, directory, test.edits, timings, credentials);
        sender = new MessageSender(discord.rest, discord.limiter, directory, edits, credentials);
        gate = new SendGate(discord.limiter, sender, tokenGuard, deliveries.targets);
        sideLoops = new SideLoops(test.lease, discord.limiter, tokenGuard, waiter);
    }

    /** The webhook's channel has had as many messages as it takes for now. */
    void useUpTheWebhook() {
        Route route = DiscordRest.executing(Objects.requireNonNull(BY_WEBHOOK.webhook()));
        while (discord.limiter.nextPermit(route).filter(Duration::isZero).isPresent()) {
            discord.limiter.request(route).join().completed(200, Optional.empty());
            time.tick(Duration.ofMillis(1));
        }
    }

    public SendAttempt attempt() {
        SentDeliveries sent = new SentDeliveries(
                test.outbox,
                deliveries.targets,
                deliveries.metrics,
                new CrosspostTable(new CrosspostSetting(false, false), test.jdbc, test.transactions, test.clock),
                new MessageThreadTable(
                        new DiscordCredentials(null, null, null), test.jdbc, test.transactions, test.clock),
                new PostTitle(() -> Language.ENGLISH));
        return new SendAttempt(
                test.outbox,
                new TracedSender(
                        sender, new PostTitle(() -> Language.ENGLISH), Tracing.of(new Settings(Map.of()), "test")),
                sent,
                deliveries.failed,
                policy,
                new ArrivalCheck(
                        new SentMessageSearch(sender, test.queries, discord.rest, test.clock),
                        sent,
                        policy,
                        gate,
                        new NonceWindow(test.clock)));
    }

    @Override
    public void close() {
        waiter.stop();
        deliveries.close();
        discord.close();
    }
}
