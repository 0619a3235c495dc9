package dev.gatewaysync.sync.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.Custom;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Maintenance;
import dev.gatewaysync.events.Priority;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.ResourceRemoved;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.StatsUpdated;
import dev.gatewaysync.events.UpdateCategory;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.history.HistorySearch;
import dev.gatewaysync.storage.history.Update;
import dev.gatewaysync.storage.history.UpdateFilter;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import dev.gatewaysync.sync.WorkerApplication;
import dev.gatewaysync.sync.task.PeriodicTask;
import dev.gatewaysync.testkit.Deploys;
import dev.gatewaysync.testkit.Infra;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

class RecorderIT {
    private static final Instant NOON = Instant.parse("2025-09-06T12:00:00Z");

    private final List<ConfigurableApplicationContext> workers = new ArrayList<>();
    private ConfirmedPublisher publisher;
    private Database database;
    private JdbcTemplate jdbc;

    @BeforeEach
    void start() throws Exception {
        Infra infra = Infra.start().wiped();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(infra.rabbitmqUrl());
        publisher = new ConfirmedPublisher(factory, Duration.ofSeconds(60));
        database = infra.database();
        jdbc = new JdbcTemplate(database.dataSource());
        startWorker();
    }

    private void startWorker() {
        Settings settings = new Settings(Infra.start().settings()).withDefaults(Map.of("WORKER_METRICS_PORT", "0"));
        workers.add(Service.start(WorkerApplication.DEFINITION, settings, false));
    }

    @AfterEach
    void stop() {
        workers.forEach(ConfigurableApplicationContext::close);
        publisher.close();
    }

    @Test
    void two_workers_record_every_event_once_however_often_it_comes() {
        startWorker();
        List<EventEnvelope> events = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            events.add(i % 3 == 0 ? maintenance("m" + i) : event(Deploys.of("v" + i)));
        }
        List<EventEnvelope> sent = new ArrayList<>(events);
        sent.addAll(events.subList(0, 700));
        sent.addAll(events.subList(300, 900));
        Collections.shuffle(sent, new Random(7));
        publisher.publishShared(sent);

        await().atMost(Duration.ofSeconds(60)).until(() -> count("event") == 1500 && historyIsEmpty());
        assertThat(jdbc.queryForObject("SELECT total FROM event_count WHERE type = 'maintenance'", Long.class))
                .isEqualTo(500);
        assertThat(jdbc.queryForObject("SELECT total FROM event_count WHERE type = 'app-deployed'", Long.class))
                .isEqualTo(1000);
        assertThat(count("failed_message")).isZero();
    }

    @Test
    void after_the_clock_was_set_back_what_is_accepted_stands_above_what_was_there() {
        Instant now = Instant.now();
        Instant ahead = now.plus(Duration.ofHours(1));
        recordOneByOne(accepted("first", ahead, ahead), accepted("second", ahead.plusSeconds(1), ahead.plusSeconds(1)));
        // The clock is an hour back: times are earlier, the order goes on.
        recordOneByOne(accepted("third", now, now), accepted("fourth", now.plusSeconds(1), now.plusSeconds(1)));

        assertThat(recent()).containsExactly("fourth", "third", "second", "first");
        UpdateHistory history = new UpdateHistory(database.jdbc());
        UpdateHistory.Page page = history.page(null, 3);
        assertThat(history.page(page.last(), 3).updates())
                .extracting(Update::id)
                .containsExactly("first");
        assertThat(history.recent(9, new UpdateFilter(null, null, ahead, null)))
                .as("since is compared with the times that are shown")
                .extracting(Update::id)
                .containsExactly("second", "first");
    }

    @Test
    void an_event_stands_where_it_was_accepted_whatever_time_its_sender_names() {
        Instant now = Instant.now();
        recordOneByOne(
                accepted("far ahead", now, Instant.parse("9999-12-31T23:59:59Z")),
                accepted("long ago", now.plusSeconds(1), Instant.EPOCH),
                accepted("now", now.plusSeconds(2), now));

        assertThat(recent()).containsExactly("now", "long ago", "far ahead");
        assertThat(new UpdateHistory(database.jdbc())
                        .recent(9, UpdateFilter.ALL)
                        .getLast()
                        .timestamp())
                .isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    }

    @Test
    void an_event_is_found_by_its_words_as_soon_as_it_is_recorded() {
        recordOneByOne(accepted("Ärgerlich", Instant.now(), Instant.now()));

        HistorySearch search = new HistorySearch(database);
        assertThat(search.isComplete()).isTrue();
        assertThat(search.newest(new HistorySearch.Question("arger", UpdateFilter.ALL), 9, 0))
                .extracting(found -> found.update().id())
                .containsExactly("Ärgerlich");
    }

    private void recordOneByOne(EventEnvelope... events) {
        for (EventEnvelope event : events) {
            publisher.publish(event);
            await().atMost(Duration.ofSeconds(60)).until(() -> new UpdateHistory(database.jdbc()).contains(event.id()));
        }
    }

    private List<String> recent() {
        return new UpdateHistory(database.jdbc())
                .recent(9, UpdateFilter.ALL).stream().map(Update::id).toList();
    }

    private static EventEnvelope accepted(String id, Instant at, Instant timestamp) {
        EventEnvelope event = EventEnvelope.of(id, Source.MAIN_APP, at, Deploys.of(id));
        return new EventEnvelope(
                id, event.type(), event.source(), timestamp, at, event.data(), event.extra(), event.batch());
    }

    /** PostgreSQL takes 2,704 bytes into an index. Before, such an event stopped the queue for ever. */
    @Test
    void the_longest_values_that_are_accepted_stop_nothing() {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder();
        while (text.length() < 20_000) {
            text.append((char) random.nextInt(0x4e00, 0x9fa0));
        }
        List<EventEnvelope> events = List.of(
                event(new ResourceAdded(
                        "long", text.toString(), "https://e.example/" + text, text.toString(), List.of())),
                event(new ResourceAdded("short", "AI Tools", "https://e.example/" + text, null, List.of())),
                event(new ResourceRemoved("long", text.toString(), "https://e.example/" + text)),
                event(Deploys.of("v1")));
        events.forEach(publisher::publish);

        await().atMost(Duration.ofSeconds(60)).until(() -> count("event") + count("failed_message") == 4);
        assertThat(count("failed_message")).isZero();
        assertThat(count("announced_resource")).isEqualTo(1);
    }

    @Test
    void an_event_is_in_the_history_as_the_contract_says() {
        EventEnvelope event = event(new Maintenance(Maintenance.Status.COMPLETED, "All\0 done", null, null, null));
        publisher.publish(event);
        await().until(() -> count("event") == 1);

        Update update =
                new UpdateHistory(database.jdbc()).recent(1, UpdateFilter.ALL).get(0);
        assertThat(update.id()).isEqualTo(event.id());
        assertThat(update.description()).isEqualTo("Maintenance completed: All\uFFFD done");
        assertThat(update.category()).isEqualTo("maintenance");
        assertThat(update.priority()).isEqualTo("normal");
        assertThat(update.details()).isEqualTo(event.data());
        assertThat(update.timestamp()).isEqualTo(NOON);
    }

    @Test
    void a_custom_event_is_filed_where_it_says() {
        publisher.publish(
                event(new Custom("Call", null, null, null, Priority.HIGH, UpdateCategory.FEATURES, List.of(), null)));
        await().until(() -> count("event") == 1);

        Update update =
                new UpdateHistory(database.jdbc()).recent(1, UpdateFilter.ALL).get(0);
        assertThat(List.of(update.type(), update.description(), update.category(), update.priority()))
                .containsExactly("custom", "Call", "features", "high");
    }

    @Test
    void what_the_publisher_has_planned_is_marked_and_what_it_has_not_stays_open() {
        startWorker();
        List<EventEnvelope> events = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            events.add(event(Deploys.of("v" + i)));
        }
        publisher.publishShared(events);
        await().atMost(Duration.ofSeconds(60)).until(() -> count("event") == 600);
        jdbc.batchUpdate(
                "INSERT INTO delivery_plan (event_id, deliveries, planned_at) VALUES (?, 0, 77)",
                events.stream().skip(1).map(event -> new Object[] {event.id()}).toList());

        workers.forEach(worker ->
                worker.getBean("plannedEventMarking", PeriodicTask.class).runNow());

        assertThat(jdbc.queryForList("SELECT id FROM event WHERE settled_at IS NULL", String.class))
                .containsExactly(events.get(0).id());
        assertThat(count("event WHERE settled_at = 77")).isEqualTo(599);
        assertThat(new UpdateHistory(database.jdbc())
                        .recent(9, new UpdateFilter(null, null, null, UpdateFilter.SyncedStatus.PENDING)))
                .extracting(Update::id)
                .containsExactly(events.get(0).id());
    }

    @Test
    void the_same_id_with_other_content_is_parked_and_stops_nothing() {
        EventEnvelope first = event(Deploys.of("v1"));
        EventEnvelope other = EventEnvelope.of(first.id(), Source.MAIN_APP, NOON, Deploys.of("v2"));
        publisher.publish(first);
        await().until(() -> count("event") == 1);
        publisher.publishShared(List.of(other, event(Deploys.of("v3"))));

        await().until(() -> count("event") == 2 && count("failed_message") == 1);
        Map<String, Object> failed = jdbc.queryForMap("SELECT * FROM failed_message");
        assertThat(failed)
                .containsEntry("event_id", first.id())
                .containsEntry("event_type", "app-deployed")
                .containsEntry("queue", Topology.HISTORY)
                .containsEntry("error_class", "permanent")
                .containsEntry("status", "open");
        assertThat(failed.get("error").toString()).contains("other content");
        assertThat(failed.get("body").toString()).contains("v2");
    }

    @Test
    void a_repeat_of_an_update_that_went_to_the_archive_has_no_effect() {
        EventEnvelope old = event(Deploys.of("v1"));
        jdbc.update("INSERT INTO archived_event (id, file) VALUES (?, 'a.ndjson.gz')", old.id());
        publisher.publishShared(List.of(old, event(Deploys.of("v2"))));

        await().atMost(Duration.ofSeconds(60)).until(() -> count("event") == 1 && historyIsEmpty());
        assertThat(jdbc.queryForObject("SELECT total FROM event_count", Long.class))
                .isEqualTo(1);
        publisher.publish(old);
        publisher.publish(event(Deploys.of("v3")));
        await().atMost(Duration.ofSeconds(60)).until(() -> count("event") == 2 && historyIsEmpty());
        assertThat(count("event WHERE id = '" + old.id() + "'")).isZero();
        assertThat(count("failed_message")).isZero();
    }

    @Test
    void garbage_is_archived_as_it_is_and_once() {
        startWorker();
        byte[] garbage = {(byte) 0xff, 0, 1};
        publisher.publishToQueue(Topology.HISTORY, "m-1", Map.of(), garbage);
        publisher.publishToQueue(Topology.FAILED, "m-2", Map.of(), "{\"id\": 5}".getBytes(StandardCharsets.UTF_8));
        publisher.publishToQueue(Topology.FAILED, "m-2", Map.of(), "{\"id\": 5}".getBytes(StandardCharsets.UTF_8));

        await().until(() -> count("failed_message") == 2 && historyIsEmpty());
        Map<String, Object> failed = jdbc.queryForMap("SELECT * FROM failed_message WHERE error_class = 'malformed'");
        assertThat(failed.get("body")).isEqualTo(java.util.Base64.getEncoder().encodeToString(garbage));
        assertThat(failed.get("headers").toString()).contains("\"gateway-body-encoding\":\"base64\"");
    }

    @Test
    void statistics_come_out_the_same_in_any_order_and_milestones_once() {
        startWorker();
        List<EventEnvelope> events = new ArrayList<>(List.of(
                stats(1, 612L, null, 900L),
                stats(2, null, 15L, null),
                stats(3, 655L, null, null),
                stats(4, 640L, null, null)));
        publisher.publish(stats(0, 590L, 14L, null));
        await().until(() -> count("event") == 1);
        Collections.shuffle(events, new Random(1));
        events.addAll(events);
        publisher.publishShared(events);

        await().until(() -> historyIsEmpty() && count("event") >= 6);
        await().untilAsserted(() -> {
            Map<String, Object> row = jdbc.queryForMap("SELECT * FROM statistics WHERE source = 'reported'");
            assertThat(((Number) row.get("resource_count")).longValue()).isEqualTo(640);
            assertThat(((Number) row.get("category_count")).longValue()).isEqualTo(15);
            assertThat(((Number) row.get("total_users")).longValue()).isEqualTo(900);
            assertThat(((Number) row.get("at")).longValue())
                    .isEqualTo(NOON.plusSeconds(4).toEpochMilli());
        });
        assertThat(new StatisticsQueries(database.jdbc(), Instant::now).now().resourceCount())
                .isEqualTo(640);
        await().until(() -> count("event_outbox") == 0);
        long announced = count("milestone WHERE event_id IS NOT NULL");
        assertThat(announced).isBetween(1L, 2L);
        await().until(() -> count("event WHERE type = 'milestone-reached'") == announced);
        assertThat(jdbc.queryForObject("SELECT min(milestone) FROM milestone WHERE event_id IS NOT NULL", Long.class))
                .isGreaterThanOrEqualTo(600);
    }

    @Test
    void metrics_are_there_from_the_start() throws Exception {
        String port = workers.get(0).getEnvironment().getProperty("local.server.port");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body())
                .contains("gateway_events_recorded_total{type=\"sync-failed\"} 0.0")
                .contains("gateway_event_lag_seconds_count 0")
                .contains("gateway_queue_messages{queue=\"history\"}")
                .contains("gateway_sync_runs_total{kind=\"quick\",outcome=\"partial\"} 0.0")
                .contains("gateway_sync_duration_seconds_count{kind=\"full\"} 0")
                .contains("gateway_sync_last_success_timestamp_seconds{kind=\"full\"} 0.0")
                .contains("gateway_catalog_drift 0.0")
                .contains("gateway_failed_messages{queue=\"discord\"} 0.0");
    }

    private boolean historyIsEmpty() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(Infra.start().rabbitmqUrl());
        try (var connection = factory.newConnection();
                var channel = connection.createChannel()) {
            return Topology.depth(channel, Topology.HISTORY) == 0;
        }
    }

    private long count(String table) {
        Long count = jdbc.queryForObject("SELECT count(*) FROM " + table, Long.class);
        return count == null ? 0 : count;
    }

    private static EventEnvelope maintenance(String message) {
        return event(new Maintenance(Maintenance.Status.STARTED, message, null, null, null));
    }

    private static EventEnvelope stats(int second, Long resources, Long categories, Long users) {
        return EventEnvelope.of(
                EventIds.next(),
                Source.MAIN_APP,
                NOON.plusSeconds(second),
                new StatsUpdated(resources, categories, users, null));
    }

    private static EventEnvelope event(GatewayEvent event) {
        assertThat(event.type()).isNotEqualTo(BuiltInType.STATS_UPDATED);
        return EventEnvelope.of(EventIds.next(), Source.MAIN_APP, NOON, event);
    }
}
