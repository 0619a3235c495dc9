package dev.gatewaysync.discord.route;

import dev.gatewaysync.cards.channel.Routing;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.TargetDefinition;
import dev.gatewaysync.discord.ScriptedDiscord;
import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.storage.catalog.CatalogQueries;
import dev.gatewaysync.task.ManualClock;
import dev.gatewaysync.testkit.SettableClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A directory of server 1 before a Discord that answers as the test says. No time passes by itself. */
final class TestDirectory implements AutoCloseable {
    static final DiscordCredentials.Bot BOT = new DiscordCredentials.Bot(new Secret("bot-token"), "1");
    static final WebhookAddress WEBHOOK = WebhookAddress.parse("https://discord.com/api/webhooks/55/TOKEN");
    static final String CHANNELS = "GET /guilds/1/channels";
    static final String HOOK = "GET /webhooks/55/TOKEN";
    static final String UPDATES = channel("7", "updates", 0);
    static final String TOOLS = channel("8", "tools", 0);

    final ScriptedDiscord discord;
    final SettableClock clock;
    final ChannelDirectory directory;
    private final ManualClock time = new ManualClock();
    private final TestOutbox test = new TestOutbox();
    private final Map<String, TargetDefinition> targets = new LinkedHashMap<>();

    TestDirectory(DiscordCredentials.@Nullable Bot bot, @Nullable WebhookAddress webhook, boolean createsChannels) {
        test.jdbc.sql("DELETE FROM catalog_category").update();
        discord = new ScriptedDiscord(time);
        clock = test.clock;
        directory = new ChannelDirectory(
                new DiscordCredentials(bot, webhook, null),
                new Routing(Map.of(), Map.of(), createsChannels),
                discord.rest,
                new CatalogCategories(new CatalogQueries(test.jdbc)),
                () -> new GatewayConfig("", Map.of(), Map.of(), targets, List.of(), Map.of(), null, null),
                clock);
    }

    /** Of a bot alone, which makes no channels. */
    TestDirectory() {
        this(BOT, null, false);
    }

    static String channel(String id, String name, int type) {
        return "{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"type\":" + type + "}";
    }

    static JsonNode json(String text) {
        return EventJson.mapper().readTree(text);
    }

    /** What the server lists from now on. */
    void lists(String... channels) {
        discord.replies(CHANNELS, "[" + String.join(",", channels) + "]");
    }

    void refuses(String request, int status, int code) {
        discord.replies(request, status, "{\"code\":" + code + ",\"message\":\"no\"}");
    }

    /** A sync has found a category. */
    void category(String id, String name) {
        test.jdbc
                .sql(
                        "INSERT INTO catalog_category (id, name, position, unread, updated_at) VALUES (:id, :name, 0, 0, 0)")
                .param("id", id)
                .param("name", name)
                .update();
    }

    /** In gateway.yml. */
    void webhookTarget(String name, String webhook, @Nullable String thread) {
        targets.put(name, new TargetDefinition(name, webhook, thread, null, null, null, null, false, false, null));
    }

    /** @param guild null for the bot's own server */
    void channelTarget(String name, @Nullable String guild, String channel, @Nullable String thread) {
        targets.put(name, new TargetDefinition(name, null, thread, null, null, guild, channel, false, false, null));
    }

    /** Asks Discord, after as long as the limiter waits where an answer has named no limits. */
    Optional<DiscordFailure> refresh() throws InterruptedException {
        time.tick(Duration.ofMinutes(1));
        return directory.refresh();
    }

    Optional<DiscordFailure> lookAgain() throws InterruptedException {
        time.tick(Duration.ofMinutes(1));
        return directory.lookAgain();
    }

    Destination destination(String target) {
        return directory.destination(target);
    }

    int asked(String request) {
        return discord.requests(request).size();
    }

    @Override
    public void close() {
        discord.close();
    }
}
