package dev.gatewaysync.sync.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.sun.net.httpserver.HttpExchange;
import dev.gatewaysync.crypto.StandardWebhooks;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.UserFeedback;
import dev.gatewaysync.messaging.Backoff;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.messaging.PermanentFailure;
import dev.gatewaysync.messaging.ReceivedEvent;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.ServiceDefinition;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.service.settings.SecretMask;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.service.trace.Tracing;
import dev.gatewaysync.storage.history.AttemptExchange;
import dev.gatewaysync.storage.history.UpdateFilter;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.sync.TestMainApp;
import dev.gatewaysync.sync.TestWorker;
import dev.gatewaysync.sync.WorkerApplication;
import dev.gatewaysync.testkit.Infra;
import dev.gatewaysync.testkit.OtlpReceiver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

class MainAppNotifierIT {
    private static final Secret KEY = new Secret("the-key-of-the-main-app");

    private record Post(
            String id,
            String authorization,
            String signature,
            String timestamp,
            String traceparent,
            byte[] bytes,
            int status) {
        JsonNode json() {
            return EventJson.mapper().readTree(bytes);
        }
    }

    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final List<ConfigurableApplicationContext> workers = new ArrayList<>();
    private final TestMainApp app = new TestMainApp();
    private volatile Function<JsonNode, Integer> mood = json -> 204;
    private Tracing tracing = Tracing.of(new Settings(Map.of()), "sync-worker");
    private TestWorker world;

    @BeforeEach
    void start() {
        world = new TestWorker();
        app.answer("/notify", this::take);
        app.with("/data/categories.json", "{\"categories\": []}");
    }

    @AfterEach
    void stop() {
        workers.forEach(ConfigurableApplicationContext::close);
        app.close();
        world.close();
    }

    @Test
    void events_arrive_signed_and_in_order_and_only_those_from_discord() throws Exception {
        worker("/notify");
        worker("/notify");
        List<EventEnvelope> sent = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            sent.add(feedback(Source.DISCORD, "n" + i));
        }
        List<EventEnvelope> all = new ArrayList<>(sent);
        all.add(30, feedback(Source.MAIN_APP, "not for the app"));
        publish(all);

        await().atMost(Duration.ofSeconds(60)).until(() -> posts.size() == 60);
        assertThat(posts)
                .extracting(Post::id)
                .containsExactlyElementsOf(sent.stream().map(EventEnvelope::id).toList());
        assertThat(posts).allSatisfy(post -> {
            assertThat(post.authorization()).isEqualTo("Bearer the-key-of-the-main-app");
            assertThat(post.signature())
                    .isEqualTo(StandardWebhooks.signature(
                            StandardWebhooks.key(KEY.reveal()), post.id(), post.timestamp(), post.bytes()));
            assertThat(post.json().propertyNames()).containsExactly("type", "id", "timestamp", "data");
            assertThat(post.json().path("type").asString()).isEqualTo("user-feedback");
        });
        await().until(() -> delivered() == 60);
    }

    @Test
    void while_the_app_is_down_nothing_is_dropped_and_order_stays_and_ids_too() throws Exception {
        mood = json -> posts.size() % 2 == 0 ? 503 : 0;
        ConfigurableApplicationContext first = worker("/notify");
        List<EventEnvelope> sent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sent.add(feedback(Source.DISCORD, "n" + i));
        }
        publish(sent);
        await().atMost(Duration.ofSeconds(60)).until(() -> posts.size() >= 6);
        assertThat(posts).extracting(Post::id).containsOnly(sent.get(0).id());
        await().atMost(Duration.ofSeconds(60)).until(() -> world.count("event WHERE type = 'user-feedback'") == 10);
        assertThat(new UpdateHistory(world.database.jdbc())
                        .recent(20, new UpdateFilter("user-feedback", null, null, UpdateFilter.SyncedStatus.PENDING)))
                .hasSize(10);
        // It dies meanwhile; another one goes on.
        first.close();
        worker("/notify");
        mood = json -> 200;

        await().atMost(Duration.ofSeconds(60)).until(() -> delivered() == 10);
        assertThat(posts.stream().filter(post -> post.status() == 200).map(Post::id))
                .containsExactlyElementsOf(sent.stream().map(EventEnvelope::id).toList());
        assertThat(world.count("failed_message")).isZero();
    }

    @Test
    void what_the_app_refuses_goes_to_the_failed_messages_and_the_next_is_delivered() throws Exception {
        mood = json -> json.path("data").path("text").asString().equals("gone")
                ? 410
                : json.path("data").path("text").asString().equals("bad") ? 422 : 200;
        worker("/notify");
        EventEnvelope gone = feedback(Source.DISCORD, "gone");
        publish(List.of(gone, feedback(Source.DISCORD, "bad"), feedback(Source.DISCORD, "good")));

        await().atMost(Duration.ofSeconds(60)).until(() -> delivered() == 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> world.count("failed_message") == 2);
        assertThat(posts).hasSize(3);
        assertThat(world.jdbc.queryForList("SELECT queue FROM failed_message", String.class))
                .containsOnly(Topology.MAIN_APP);
        await().untilAsserted(() -> assertThat(new UpdateHistory(world.database.jdbc())
                        .find(gone.id())
                        .orElseThrow()
                        .deliveries())
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.target()).isEqualTo("main-app");
                    assertThat(delivery.status()).isEqualTo("failed");
                    assertThat(delivery.error()).isEqualTo("HTTP 410");
                    assertThat(delivery.history()).singleElement().satisfies(attempt -> {
                        assertThat(attempt.attempt()).isEqualTo(1);
                        assertThat(attempt.outcome()).isEqualTo("failed");
                        AttemptExchange exchange = attempt.exchange();
                        assertThat(exchange.method() + " " + exchange.route()).isEqualTo("POST /notify");
                        assertThat(exchange.status()).isEqualTo(410);
                        assertThat(exchange.request()).contains("\"gone\"", gone.id());
                        assertThat(exchange.nextTryAt()).isNull();
                    });
                }));
    }

    @Test
    void where_nobody_is_to_be_told_the_queue_does_not_grow() throws Exception {
        worker("");
        publish(List.of(feedback(Source.DISCORD, "a"), feedback(Source.DISCORD, "b")));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> world.count("event WHERE type = 'user-feedback'") == 2 && depth() == 0);
        assertThat(posts).isEmpty();
        assertThat(world.count("main_app_delivery")).isZero();
    }

    @Test
    void the_next_try_waits_as_long_as_the_app_says_and_longer_with_each_failure() {
        try (MainAppClient post = post()) {
            MainAppNotifier notifier = notifier(post, true);
            ReceivedEvent event = new ReceivedEvent(feedback(Source.DISCORD, "x"), null, null, false);
            app.answer("/notify", exchange -> {
                exchange.getResponseHeaders().set("Retry-After", "100");
                TestMainApp.send(exchange, 429, new byte[0]);
            });
            assertThatThrownBy(() -> notifier.handle(List.of(event))).isInstanceOf(OutageFailure.class);
            world.clock.advance(Duration.ofSeconds(99));
            assertThatThrownBy(notifier::probe).isInstanceOf(OutageFailure.class);
            world.clock.advance(Duration.ofSeconds(1));
            notifier.probe();

            app.answer("/notify", this::take);
            mood = json -> 500;
            Duration last = Duration.ZERO;
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> notifier.handle(List.of(event))).isInstanceOf(OutageFailure.class);
                Duration waited = Duration.ZERO;
                while (!probes(notifier)) {
                    world.clock.advance(Duration.ofMillis(100));
                    waited = waited.plusMillis(100);
                }
                // Attempt n + 1 waits between half and all of 2^n seconds.
                assertThat(waited).isGreaterThanOrEqualTo(last);
                last = waited.minusMillis(100);
            }
        }
    }

    @Test
    void an_event_that_the_app_fails_over_is_parked_but_only_while_the_app_is_up() {
        mood = json -> 500;
        ReceivedEvent event = new ReceivedEvent(feedback(Source.DISCORD, "x"), null, null, false);
        try (MainAppClient post = post()) {
            MainAppNotifier down = notifier(post, false);
            for (int i = 0; i < 50; i++) {
                assertThatThrownBy(() -> down.handle(List.of(event))).isInstanceOf(OutageFailure.class);
            }
            MainAppNotifier up = notifier(post, true);
            for (int i = 1; i < HeadFailures.OWN_ERRORS; i++) {
                assertThatThrownBy(() -> up.handle(List.of(event))).isInstanceOf(OutageFailure.class);
            }
            assertThatThrownBy(() -> up.handle(List.of(event))).isInstanceOf(PermanentFailure.class);
            // A replay starts anew, and one that was delivered is not sent again unless an operator says so.
            mood = json -> 200;
            up.handle(List.of(event));
            int before = posts.size();
            up.handle(List.of(event));
            assertThat(posts).hasSize(before);
            up.handle(List.of(new ReceivedEvent(event.event(), "operator", null, false)));
            assertThat(posts).hasSize(before + 1);
        }
    }

    @Test
    void one_event_that_the_app_never_takes_is_set_aside_when_it_takes_others() {
        failOver("x");
        List<ReceivedEvent> queue = received("x", "a", "b", "c", "d");
        try (MainAppClient post = post()) {
            MainAppNotifier notifier = notifier(post, true);
            notifier.behind(queue.subList(1, 5));
            for (int i = 0; i < 30; i++) {
                assertThatThrownBy(() -> notifier.handle(queue.subList(0, 1))).isInstanceOf(OutageFailure.class);
            }
            assertThat(texts()).as("however often, not before its time").containsOnly("x");
            world.clock.advance(HeadFailures.PATIENCE);
            posts.clear();

            for (int i = 1; i < HeadFailures.OTHERS; i++) {
                assertThatThrownBy(() -> notifier.handle(queue.subList(0, 1))).isInstanceOf(OutageFailure.class);
            }
            assertThat(texts()).containsExactly("x", "a", "x", "x", "b", "x");
            assertThatThrownBy(() -> notifier.handle(queue.subList(0, 1)))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageContaining("HTTP 503")
                    .hasMessageContaining("took 3 others")
                    .hasMessageContaining(
                            "webhook-id " + queue.getFirst().event().id())
                    .hasMessageContaining("replay");

            posts.clear();
            for (int i = 1; i < 5; i++) {
                notifier.handle(queue.subList(i, i + 1));
            }
            assertThat(texts())
                    .as("what was taken out of turn is not posted twice")
                    .containsExactly("d");
        }
    }

    @Test
    void while_the_app_takes_nothing_all_wait_in_their_order_however_long() {
        mood = json -> 503;
        List<ReceivedEvent> queue = received("x", "a", "b");
        try (MainAppClient post = post()) {
            MainAppNotifier notifier = notifier(post, true);
            notifier.behind(queue.subList(1, 3));
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> notifier.handle(queue.subList(0, 1))).isInstanceOf(OutageFailure.class);
                world.clock.advance(Duration.ofMinutes(1));
            }
            mood = json -> 200;
            posts.clear();
            for (int i = 0; i < 3; i++) {
                notifier.handle(queue.subList(i, i + 1));
            }
            assertThat(texts()).containsExactly("x", "a", "b");
        }
    }

    @Test
    void nothing_is_posted_out_of_turn_while_the_app_is_known_to_be_down_or_asks_to_wait() {
        failOver("x");
        List<ReceivedEvent> queue = received("x", "a");
        try (MainAppClient post = post()) {
            MainAppNotifier down = notifier(post, false);
            down.behind(queue.subList(1, 2));
            MainAppNotifier busy = notifier(post, true);
            busy.behind(queue.subList(1, 2));
            for (int i = 0; i < 100; i++) {
                mood = json -> 503;
                assertThatThrownBy(() -> down.handle(queue.subList(0, 1))).isInstanceOf(OutageFailure.class);
                mood = json -> 429;
                assertThatThrownBy(() -> busy.handle(queue.subList(0, 1))).isInstanceOf(OutageFailure.class);
                world.clock.advance(Duration.ofMinutes(1));
            }
            assertThat(texts()).containsOnly("x");
        }
    }

    @Test
    void others_of_the_same_fault_do_not_keep_a_bad_event_at_the_head() {
        failOver("x");
        List<ReceivedEvent> queue = received("x", "x", "x", "a", "b", "c");
        try (MainAppClient post = post()) {
            MainAppNotifier notifier = notifier(post, true);
            notifier.behind(queue.subList(1, 6));
            int tries = 0;
            for (boolean parked = false; !parked && tries < 100; tries++) {
                try {
                    notifier.handle(queue.subList(0, 1));
                } catch (PermanentFailure e) {
                    parked = true;
                } catch (OutageFailure e) {
                    world.clock.advance(Duration.ofMinutes(1));
                }
            }
            assertThat(tries).isBetween(10 + HeadFailures.OTHERS, 30);
            assertThat(texts()).containsOnlyOnce("a", "b", "c");
        }
    }

    @Test
    void an_event_that_is_taken_after_all_is_not_set_aside() {
        failOver("x");
        List<ReceivedEvent> queue = received("x", "a", "b", "c", "d");
        try (MainAppClient post = post()) {
            MainAppNotifier notifier = notifier(post, true);
            notifier.behind(queue.subList(1, 5));
            for (int i = 0; i < 12; i++) {
                assertThatThrownBy(() -> notifier.handle(queue.subList(0, 1))).isInstanceOf(OutageFailure.class);
                world.clock.advance(Duration.ofMinutes(1));
            }
            mood = json -> 200;
            notifier.handle(queue.subList(0, 1));
            assertThat(deliveredIds()).contains(queue.getFirst().event().id());
        }
    }

    @Test
    void an_outage_of_the_app_is_never_taken_for_the_events_own_fault_by_the_consumer() throws Exception {
        failOver("x");
        worker("/notify");
        publish(List.of(feedback(Source.DISCORD, "x"), feedback(Source.DISCORD, "a")));
        await().atMost(Duration.ofSeconds(60)).until(() -> posts.size() >= 6);
        assertThat(texts()).containsOnly("x");
        assertThat(world.count("failed_message")).isZero();
    }

    private void failOver(String text) {
        mood = json -> json.path("data").path("text").asString().equals(text) ? 503 : 200;
    }

    private static List<ReceivedEvent> received(String... texts) {
        return Stream.of(texts)
                .map(text -> new ReceivedEvent(feedback(Source.DISCORD, text), null, null, false))
                .toList();
    }

    private List<String> texts() {
        return posts.stream()
                .map(made -> made.json().path("data").path("text").asString())
                .toList();
    }

    private List<String> deliveredIds() {
        return world.jdbc.queryForList(
                "SELECT event_id FROM main_app_delivery WHERE status = 'delivered'", String.class);
    }

    private static boolean probes(MainAppNotifier notifier) {
        try {
            notifier.probe();
            return true;
        } catch (OutageFailure e) {
            return false;
        }
    }

    @Test
    void each_try_says_in_which_trace_it_is_and_where_nobody_traces_the_callers_is_passed_on() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        String made = "00-" + trace + "-00f067aa0ba902b7-01";
        EventEnvelope event = feedback(Source.DISCORD, "n").withTrace(made);
        EventEnvelope other = feedback(Source.DISCORD, "of no trace");
        try (MainAppClient untraced = post()) {
            untraced.send(event);
            untraced.send(other);
        }
        assertThat(posts).extracting(Post::traceparent).containsExactly(made, null);

        posts.clear();
        mood = json -> posts.isEmpty() ? 503 : 204;
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            tracing = Tracing.of(new Settings(Map.of("OTLP_ENDPOINT", collector.url())), "sync-worker");
            try (MainAppClient traced = post()) {
                assertThat(traced.send(event).isDelivered()).isFalse();
                assertThat(traced.send(event).isDelivered()).isTrue();
                traced.send(other);
                traced.send(other);
            }
            tracing.close();
            List<OtlpReceiver.Received> tries = collector.spansOf(trace);
            assertThat(tries).extracting(OtlpReceiver.Received::hasFailed).containsExactly(true, false);
            assertThat(tries).allSatisfy(span -> {
                assertThat(span.service()).isEqualTo("sync-worker");
                assertThat(span.parentId()).isEqualTo("00f067aa0ba902b7");
                assertThat(span.attributes()).containsEntry("gateway.event.id", event.id());
            });
            assertThat(posts.subList(0, 2))
                    .extracting(Post::traceparent)
                    .containsExactlyElementsOf(tries.stream()
                            .map(span -> "00-" + trace + "-" + span.spanId() + "-01")
                            .toList());
            assertThat(posts.subList(2, 4))
                    .extracting(post -> String.valueOf(post.traceparent()).substring(3, 35))
                    .as("an event of no trace is in one of its own")
                    .doesNotContain(trace)
                    .containsOnly(posts.get(2).traceparent().substring(3, 35));
        }
    }

    private MainAppNotifier notifier(MainAppClient post, boolean up) {
        return new MainAppNotifier(
                post,
                new MainAppDeliveries(world.jdbc, true),
                new NotifyMetrics(new SimpleMeterRegistry()),
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                () -> up ? "online" : "offline",
                world.clock);
    }

    private MainAppClient post() {
        NotifySettings settings = new NotifySettings(
                Optional.empty(),
                List.of(KEY),
                Duration.ofSeconds(60),
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                SecretMask.of(List.of(KEY.reveal())));
        return new MainAppClient(app.url().resolve("/notify"), settings, world.clock, tracing);
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = mood.apply(EventJson.mapper().readTree(body));
        posts.add(new Post(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("traceparent"),
                body,
                status));
        if (status == 0) {
            // The connection breaks instead of an answer.
            exchange.close();
        } else {
            TestMainApp.send(exchange, status, new byte[0]);
        }
    }

    private static EventEnvelope feedback(Source source, String text) {
        return EventEnvelope.of(EventIds.next(), source, Instant.now(), new UserFeedback("someone", null, text, null));
    }

    private void publish(List<EventEnvelope> events) throws Exception {
        try (ConfirmedPublisher publisher = new ConfirmedPublisher(factory(), Duration.ofSeconds(60))) {
            publisher.publishAll(events);
        }
    }

    private long delivered() {
        Long count = world.jdbc.queryForObject(
                "SELECT count(*) FROM main_app_delivery WHERE status = 'delivered'", Long.class);
        return count == null ? 0 : count;
    }

    private static long depth() throws Exception {
        try (Connection connection = factory().newConnection();
                Channel channel = connection.createChannel()) {
            return Topology.depth(channel, Topology.MAIN_APP);
        }
    }

    private static ConnectionFactory factory() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(Infra.start().rabbitmqUrl());
        return factory;
    }

    private ConfigurableApplicationContext worker(String path) {
        Map<String, String> settings = new HashMap<>(Infra.start().settings());
        settings.put("WORKER_METRICS_PORT", "0");
        settings.put("MAIN_APP_URL", app.url().toString());
        settings.put("MAIN_APP_API_KEY", KEY.reveal());
        settings.put("MAIN_APP_NOTIFY_PATH", path);
        ServiceDefinition real = WorkerApplication.DEFINITION;
        ServiceDefinition quick = new ServiceDefinition(real.name(), QuickWorker.class, real.properties());
        ConfigurableApplicationContext context = Service.start(quick, new Settings(settings), false);
        workers.add(context);
        return context;
    }

    /** Tries again after a tenth of the time, so that six tries do not take half a minute. No component: a scan would find it. */
    @Import(WorkerApplication.class)
    static class QuickWorker {
        @Bean
        @Primary
        NotifySettings quickTries(Settings settings) {
            NotifySettings real = NotifySettings.of(settings);
            return new NotifySettings(
                    real.target(),
                    real.keys(),
                    real.timeout(),
                    new Backoff(
                            real.backoff().first().dividedBy(10), real.backoff().longest()),
                    real.mask());
        }
    }
}
