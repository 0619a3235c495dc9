package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.limits.LimitSettings;
import dev.gatewaysync.simulator.limits.Scope;
import dev.gatewaysync.simulator.limits.WindowMode;
import dev.gatewaysync.simulator.traffic.RecordedRequest;
import dev.gatewaysync.testkit.Deploys;
import dev.gatewaysync.testkit.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.IncomingWebhookClient;
import net.dv8tion.jda.api.entities.WebhookClient;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Run by {@code benchmarks/discord/run}; no part of a build. Every contender has a simulator of its own with the same limits. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DrainBenchmark {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NUMBER = Pattern.compile("#(\\d+)");
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final int CHANNELS = 120;
    private static final int FEW = 40;

    private final int events = Integer.getInteger("benchmark.events", 120);
    private final WindowMode mode =
            WindowMode.valueOf(System.getProperty("benchmark.mode", "fixed").toUpperCase(Locale.ROOT));

    /** What one contender made of one task. */
    private record Row(String who, double seconds, int sent, int lost, int doubled, int inverted, String refused) {}

    private interface Contender {
        /** Returns when everything has been sent, as far as the contender knows. */
        void send(DiscordSimulator discord, List<String> channels, int count, boolean webhook) throws Exception;
    }

    @Test
    @Order(1)
    void one_webhook_channel() throws Exception {
        say("Windows: " + mode.name().toLowerCase(Locale.ROOT) + ", " + events + " events to a channel.");
        title("One webhook channel, hidden limit 30/60 s on");
        together(
                // One broker and database serve both, so one after the other.
                () -> List.of(
                        webhook("this publisher, batched", this::oursBatched, events, discord -> {}),
                        webhook("this publisher, unbatched", this::oursUnbatched, events, discord -> {})),
                () -> List.of(webhook("JDA 6.5.0", this::jda, events, discord -> {})),
                () -> List.of(webhook("@discordjs/rest 2.6.3", this::discordJs, events, discord -> {})));
    }

    @Test
    @Order(2)
    void answers_that_deny_what_was_done() throws Exception {
        Consumer<DiscordSimulator> lies = discord ->
                discord.faults().next(8, "POST", "/webhooks/\\d+/[^/]+$").failAfterCommit(502, "{}");
        title("One webhook channel, " + FEW + " messages, the first 8 answered 502 after the commit");
        together(
                () -> List.of(webhook("this publisher, unbatched", this::oursUnbatched, FEW, lies)),
                () -> List.of(webhook("JDA 6.5.0", this::jda, FEW, lies)),
                () -> List.of(webhook("@discordjs/rest 2.6.3", this::discordJs, FEW, lies)));
    }

    @Test
    @Order(3)
    void a_cold_bucket() throws Exception {
        Consumer<DiscordSimulator> cold = discord ->
                discord.faults().next(1, "POST", "/channels/\\d+/messages$").rateLimit(Scope.USER, 1, 1.2);
        title("One bot channel, " + FEW + " messages over a cold bucket, the first answer a 429");
        together(
                () -> List.of(botChannel("this publisher, unbatched", this::oursUnbatched, FEW, cold)),
                () -> List.of(botChannel("JDA 6.5.0", this::jda, FEW, cold)),
                () -> List.of(botChannel("@discordjs/rest 2.6.3", this::discordJs, FEW, cold)));
    }

    @Test
    @Order(4)
    void many_channels() throws Exception {
        title(CHANNELS + " bot channels, one message each");
        // One after the other: here a tenth of a second counts.
        row(manyChannels("this publisher", this::oursToCategories));
        row(manyChannels("JDA 6.5.0", this::jda));
        row(manyChannels("@discordjs/rest 2.6.3", this::discordJs));
    }

    private Row webhook(String who, Contender contender, int count, Consumer<DiscordSimulator> faults)
            throws Exception {
        return run(who, contender, List.of("updates"), count, true, faults);
    }

    private Row botChannel(String who, Contender contender, int count, Consumer<DiscordSimulator> faults)
            throws Exception {
        return run(who, contender, List.of("updates"), count, false, faults);
    }

    private Row manyChannels(String who, Contender contender) throws Exception {
        List<String> names =
                IntStream.range(0, CHANNELS).mapToObj(n -> "channel-" + n).toList();
        return run(who, contender, names, 1, false, discord -> {});
    }

    private Row run(
            String who,
            Contender contender,
            List<String> channels,
            int count,
            boolean webhook,
            Consumer<DiscordSimulator> faults)
            throws Exception {
        List<String> all = new ArrayList<>(channels);
        if (!all.contains("updates")) {
            all.add("updates");
        }
        DiscordSimulator discord = DiscordSimulator.start(
                SimulatorSettings.standard().withChannels(all, List.of()).withLimits(LimitSettings.all(mode)));
        try {
            faults.accept(discord);
            contender.send(discord, channels, count, webhook);
            // What was given up for lost may still come.
            Pause.of(Duration.ofSeconds(2));
            return judge(who, discord, channels, count);
        } finally {
            discord.close();
        }
    }

    private static Row judge(String who, DiscordSimulator discord, List<String> channels, int count) {
        int sent = 0;
        int distinct = 0;
        int inverted = 0;
        for (String channel : channels) {
            List<Integer> numbers = new ArrayList<>();
            for (SimulatedMessage message : discord.messages(channel)) {
                Matcher found = NUMBER.matcher(message.content() + message.embeds());
                while (found.find()) {
                    numbers.add(Integer.parseInt(found.group(1)));
                }
            }
            Set<Integer> seen = new HashSet<>();
            int highest = -1;
            for (int number : numbers) {
                if (seen.add(number)) {
                    inverted += number < highest ? 1 : 0;
                    highest = Math.max(highest, number);
                }
            }
            sent += numbers.size();
            distinct += seen.size();
        }
        List<RecordedRequest> posts = discord.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .filter(request ->
                        request.path().endsWith("/messages") || request.path().startsWith("/webhooks"))
                .toList();
        double seconds = (posts.getLast().nanos() - posts.getFirst().nanos()) / 1e9;
        return new Row(
                who,
                seconds,
                distinct,
                channels.size() * count - distinct,
                sent - distinct,
                inverted,
                discord.counters().rateLimited().toString());
    }

    private void oursBatched(DiscordSimulator discord, List<String> channels, int count, boolean webhook) {
        ours(discord, webhook, count, n -> event(Deploys.of("#" + n, "change")));
    }

    /** Each maintenance is a card of its own, so nothing can be batched. */
    private void oursUnbatched(DiscordSimulator discord, List<String> channels, int count, boolean webhook) {
        ours(
                discord,
                webhook,
                count,
                n -> RunningPublisher.envelope(
                        BuiltInType.MAINTENANCE,
                        "{\"id\":\"m" + n + "\",\"status\":\"started\",\"message\":\"#" + n + "\"}"));
    }

    private void ours(
            DiscordSimulator discord, boolean webhook, int count, java.util.function.IntFunction<EventEnvelope> event) {
        RunningPublisher publisher =
                webhook ? RunningPublisher.withBotAndWebhook(discord) : RunningPublisher.withBot(discord);
        publisher.publishAll(IntStream.range(0, count).mapToObj(event).toList());
        awaitSettled(publisher, count);
        publisher.stop();
    }

    /** A resource of each category; its announcement is routed away, so that only the highlights are sent. */
    private void oursToCategories(DiscordSimulator discord, List<String> channels, int count, boolean webhook) {
        RunningPublisher publisher =
                RunningPublisher.withSettings(discord, java.util.Map.of("DISCORD_ROUTES", "resource-added=off"));
        publisher.publishAll(channels.stream()
                .map(channel -> event(new ResourceAdded("#0", channel, null, null, List.of())))
                .toList());
        awaitSettled(publisher, channels.size());
        publisher.stop();
    }

    private static void awaitSettled(RunningPublisher publisher, int planned) {
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> publisher.count("SELECT count(*) FROM delivery_plan") == planned && publisher.open() == 0);
    }

    private static EventEnvelope event(dev.gatewaysync.events.GatewayEvent event) {
        return EventEnvelope.of(EventIds.next(), Source.MAIN_APP, Instant.now(), event);
    }

    private void jda(DiscordSimulator discord, List<String> channels, int count, boolean webhook) throws Exception {
        JDA jda = JDABuilder.createLight(discord.botToken(), Set.of())
                .setRestConfig(new RestConfig().setBaseUrl(discord.apiUrl() + "/"))
                .setSessionController(new SessionControllerAdapter() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                })
                .build()
                .awaitReady();
        try {
            List<java.util.concurrent.CompletableFuture<?>> sent = new ArrayList<>();
            String[] parts = discord.webhookUrl().split("/");
            IncomingWebhookClient client =
                    WebhookClient.createClient(jda, parts[parts.length - 2], parts[parts.length - 1]);
            for (String channel : channels) {
                for (int n = 0; n < count; n++) {
                    sent.add(
                            webhook
                                    ? client.sendMessage("#" + n).submit()
                                    : jda.getTextChannelsByName(channel, false)
                                            .getFirst()
                                            .sendMessage("#" + n)
                                            .submit());
                }
            }
            for (var message : sent) {
                message.handle((done, failure) -> failure == null).get();
            }
        } finally {
            jda.shutdownNow();
        }
    }

    private void discordJs(DiscordSimulator discord, List<String> channels, int count, boolean webhook)
            throws Exception {
        ObjectNode order = JSON.createObjectNode().put("api", discord.apiUrl()).put("token", discord.botToken());
        ArrayNode posts = order.putArray("posts");
        String hook = discord.webhookUrl().replaceFirst("^.*/webhooks", "/webhooks");
        for (String channel : channels) {
            for (int n = 0; n < count; n++) {
                ObjectNode post = posts.addObject()
                        .put("path", webhook ? hook : "/channels/" + id(discord, channel) + "/messages");
                post.put("auth", !webhook).putObject("body").put("content", "#" + n);
            }
        }
        Process node = new ProcessBuilder("node", System.getProperty("benchmark.send"), order.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(node.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as(output).isZero();
    }

    private static String id(DiscordSimulator discord, String channel) {
        return discord.channels().stream()
                .filter(known -> known.name().equals(channel))
                .map(SimulatedChannel::id)
                .findFirst()
                .orElseThrow();
    }

    /** In parallel: they wait most of the time. */
    @SafeVarargs
    private static void together(Callable<List<Row>>... runs) throws Exception {
        List<Future<List<Row>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (Callable<List<Row>> run : runs) {
                running.add(threads.submit(run));
            }
            for (Future<List<Row>> rows : running) {
                rows.get().forEach(DrainBenchmark::row);
            }
        }
    }

    private static void title(String title) {
        say("");
        say(title);
        say("");
        say("| | drained in | events a minute | lost | doubled | inverted | 429s |");
        say("| --- | --- | --- | --- | --- | --- | --- |");
    }

    private static void row(Row row) {
        say(String.format(
                Locale.ROOT,
                "| %s | %.1f s | %.0f | %d | %d | %d | %s |",
                row.who(),
                row.seconds(),
                row.sent() * 60 / Math.max(0.1, row.seconds()),
                row.lost(),
                row.doubled(),
                row.inverted(),
                row.refused().equals("{}") ? "0" : row.refused()));
    }

    private static void say(String line) {
        System.out.println("BENCHMARK " + line);
    }
}
