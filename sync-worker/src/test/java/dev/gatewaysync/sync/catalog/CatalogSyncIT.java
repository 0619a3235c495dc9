package dev.gatewaysync.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.sync.TestMainApp;
import dev.gatewaysync.sync.TestWorker;
import dev.gatewaysync.sync.catalog.fetch.DocumentFetch;
import dev.gatewaysync.sync.catalog.read.CatalogReader;
import dev.gatewaysync.sync.catalog.store.CatalogStore;
import dev.gatewaysync.sync.mainapp.MainAppRedirects;
import dev.gatewaysync.sync.outbox.EventOutbox;
import dev.gatewaysync.sync.statistics.StatisticsFixture;
import dev.gatewaysync.testkit.Pause;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogSyncIT {
    /** For an answer that comes, however busy the machine is, and for one that does not. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final Duration SHORT = Duration.ofSeconds(4);

    private static final String INDEX = "/data/categories.json";
    private static final String FRUIT = "/data/fruit.json";
    private static final String TOOLS = "/data/tools.json";
    private static final String NO_RESOURCES = "has no object with a name and an absolute url";

    private TestWorker worker;
    private TestMainApp app;
    private CatalogSync sync;

    @BeforeEach
    void start() {
        worker = new TestWorker();
        app = new TestMainApp();
        app.with(INDEX, index(20)).with(FRUIT, file("fruit", 1, 10)).with(TOOLS, file("tools", 1, 6));
        sync = sync(worker.outbox);
    }

    @AfterEach
    void stop() {
        app.close();
        worker.close();
    }

    @Test
    void the_first_sync_is_a_baseline_that_announces_nothing_but_itself() {
        SyncResult result = sync.run(SyncKind.FULL, "test", false);

        assertThat(result.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(result.baseline()).isTrue();
        assertThat(result.resources()).isEqualTo(16);
        assertThat(result.problems()).containsExactly("ghost: no catalogue file found");
        List<EventEnvelope> events = worker.published();
        assertThat(events).extracting(EventEnvelope::type).containsExactly(BuiltInType.SYNC_COMPLETED);
        assertThat(events.get(0).source()).isEqualTo(Source.SYNC);
        assertThat(events.get(0).data().path("baseline").booleanValue()).isTrue();
        assertThat(worker.count("milestone WHERE event_id IS NOT NULL")).isZero();
        assertThat(worker.statistics.now().counted().resourceCount()).isEqualTo(16);
        assertThat(worker.statistics.now().reported().resourceCount()).isEqualTo(20);
        assertThat(worker.statistics.now().resourceCount()).isEqualTo(16);
        assertThat(worker.statistics.now().drift().resources()).isEqualTo(4);
        assertThat(worker.statistics.now().drift().categories()).isEqualTo(1);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource(SyncKind.class)
    void an_unchanged_catalogue_costs_nothing_but_not_modified_answers_and_is_no_news(SyncKind kind) {
        sync.run(SyncKind.FULL, "test", false);
        worker.published();
        app.takeStatuses();
        long countedAt = worker.statistics.now().counted().at().toEpochMilli();
        worker.clock.advance(Duration.ofHours(1));

        SyncResult result = sync.run(kind, "test", false);

        assertThat(app.takeStatuses()).containsOnly(304);
        assertThat(result.requests()).isEqualTo(result.notModified()).isEqualTo(5);
        assertThat(result.bytes()).isZero();
        assertThat(result.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(worker.published()).isEmpty();
        assertThat(worker.statistics.now().counted().at().toEpochMilli()).isEqualTo(countedAt);
        assertThat(worker.count("sync_run")).isEqualTo(2);
    }

    @Test
    void each_difference_is_one_event_and_additions_are_a_batch() {
        sync.run(SyncKind.FULL, "test", false);
        worker.published();
        app.with(FRUIT, file("fruit", 3, 15).replace("\"fruit 5\"", "\"renamed\""));
        worker.clock.advance(Duration.ofHours(1));

        SyncResult result = sync.run(SyncKind.QUICK, "test", false);

        assertThat(List.of(result.added(), result.updated(), result.removed())).containsExactly(5L, 1L, 2L);
        List<EventEnvelope> events = worker.published();
        assertThat(events)
                .extracting(event -> event.type().wireName())
                .containsExactly(
                        "resource-added",
                        "resource-added",
                        "resource-added",
                        "resource-added",
                        "resource-added",
                        "resource-updated",
                        "resource-removed",
                        "resource-removed",
                        "sync-completed");
        assertThat(events.subList(0, 5))
                .extracting(event -> event.batch().id() + " " + event.batch().index() + "/"
                        + event.batch().size())
                .containsExactly(
                        result.runId() + ":fruit 1/5",
                        result.runId() + ":fruit 2/5",
                        result.runId() + ":fruit 3/5",
                        result.runId() + ":fruit 4/5",
                        result.runId() + ":fruit 5/5");
        assertThat(events.get(5).batch()).isNull();
        assertThat(events.get(5).data().path("changes").toString())
                .isEqualTo("{\"name\":{\"from\":\"fruit 5\",\"to\":\"renamed\"}}");
        assertThat(worker.count("catalog_resource")).isEqualTo(19);
        assertThat(worker.published()).isEmpty();
    }

    @Test
    void a_resource_that_moves_is_one_update() {
        sync.run(SyncKind.FULL, "test", false);
        worker.published();
        app.with(FRUIT, file("fruit", 2, 10));
        app.with(TOOLS, file("tools", 1, 6).replace("{\"items\": [", "{\"items\": [" + resource("fruit", 1) + ","));

        SyncResult result = sync.run(SyncKind.QUICK, "test", false);

        assertThat(List.of(result.added(), result.updated(), result.removed())).containsExactly(0L, 1L, 0L);
        assertThat(worker.published())
                .extracting(EventEnvelope::type)
                .containsExactly(BuiltInType.RESOURCE_UPDATED, BuiltInType.SYNC_COMPLETED);
        assertThat(worker.count("catalog_resource WHERE category_id = 'tools'")).isEqualTo(7);
    }

    @Test
    void categories_that_come_change_and_go_are_told() {
        sync.run(SyncKind.FULL, "test", false);
        worker.published();
        app.with(INDEX, """
                {"categories": [{"id": "fruit", "name": "Fresh Fruit", "description": "d", "path": "/categories/fruit/"},
                  {"id": "tools", "name": "Tools", "emoji": "T"}, {"id": "wine", "name": "Wine"}]}""").with("/data/wine.json", file("wine", 1, 2));

        SyncResult result = sync.run(SyncKind.QUICK, "test", false);

        assertThat(result.outcome()).isEqualTo(SyncOutcome.SUCCESS);
        List<EventEnvelope> events = worker.published();
        assertThat(events)
                .extracting(EventEnvelope::type)
                .containsExactly(
                        BuiltInType.CATEGORY_UPDATED,
                        BuiltInType.CATEGORY_ADDED,
                        BuiltInType.RESOURCE_ADDED,
                        BuiltInType.RESOURCE_ADDED,
                        BuiltInType.SYNC_COMPLETED);
        assertThat(events.get(0).data().path("url").stringValue()).isEqualTo(app.url() + "/categories/fruit/");
        assertThat(events.get(4).data().path("removedCategories").toString()).isEqualTo("[\"Ghost\"]");
        assertThat(worker.count("catalog_category")).isEqualTo(3);
    }

    static Stream<Arguments> oddAnswers() {
        return Stream.of(
                Arguments.of("a page with 200", "no catalogue file found", (TestMainApp.Answer)
                        exchange -> TestMainApp.send(exchange, 200, bytes("<html>Hello</html>"))),
                Arguments.of("404", "no catalogue file found", (TestMainApp.Answer)
                        exchange -> TestMainApp.send(exchange, 404, bytes("gone"))),
                Arguments.of("500", "HTTP 500", (TestMainApp.Answer)
                        exchange -> TestMainApp.send(exchange, 500, bytes("{}"))),
                Arguments.of("403", "HTTP 403, check MAIN_APP_API_KEY", (TestMainApp.Answer)
                        exchange -> TestMainApp.send(exchange, 403, bytes("{}"))),
                Arguments.of("truncated JSON", "is no valid JSON, or only a part of it", (TestMainApp.Answer)
                        exchange -> TestMainApp.send(exchange, 200, bytes("{\"sections\": [{\"items\": [{\"na"))),
                Arguments.of(
                        "a broken connection",
                        "the connection broke before the whole answer had come",
                        (TestMainApp.Answer) exchange -> {
                            exchange.sendResponseHeaders(200, 5000);
                            exchange.getResponseBody().write(bytes("{\"sections\""));
                            exchange.getResponseBody().flush();
                            exchange.close();
                        }),
                Arguments.of("no answer in time", "timed out after 4000 ms", (TestMainApp.Answer) exchange -> {
                    Pause.of(Duration.ofMillis(5500));
                    exchange.close();
                }),
                Arguments.of("a body that never ends", "timed out after 4000 ms", (TestMainApp.Answer) exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    for (int i = 0; i < 22; i++) {
                        exchange.getResponseBody().write(bytes(" "));
                        exchange.getResponseBody().flush();
                        Pause.of(Duration.ofMillis(250));
                    }
                    exchange.close();
                }),
                Arguments.of("too much", "is longer than 200000 bytes", (TestMainApp.Answer)
                        exchange -> TestMainApp.send(exchange, 200, new byte[300_000])),
                Arguments.of("a bomb", "is longer than 200000 bytes", (TestMainApp.Answer) exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    TestMainApp.send(exchange, 200, TestMainApp.gzip(new byte[5_000_000]));
                }),
                Arguments.of("broken gzip", "is no valid gzip, or only a part of it", (TestMainApp.Answer) exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    TestMainApp.send(exchange, 200, bytes("not gzip at all"));
                }),
                Arguments.of("bytes of no charset", "is not UTF-8 text", (TestMainApp.Answer) exchange ->
                        TestMainApp.send(exchange, 200, "{\"a\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1))),
                Arguments.of("redirects in a circle", "redirects more than 5 times", (TestMainApp.Answer) exchange -> {
                    exchange.getResponseHeaders().set("Location", FRUIT);
                    TestMainApp.send(exchange, 302, bytes(""));
                }),
                Arguments.of(
                        "a redirect to a file", "redirects to something that is no http address", (TestMainApp.Answer)
                                exchange -> {
                                    exchange.getResponseHeaders().set("Location", "file:///etc/passwd");
                                    TestMainApp.send(exchange, 302, bytes(""));
                                }),
                Arguments.of("an empty body", "is empty", (TestMainApp.Answer)
                        exchange -> TestMainApp.send(exchange, 200, bytes(""))),
                Arguments.of("fifty megabytes", "is longer than 200000 bytes", (TestMainApp.Answer) exchange -> {
                    exchange.sendResponseHeaders(200, 50L << 20);
                    try (OutputStream body = exchange.getResponseBody()) {
                        for (int i = 0; i < 50; i++) {
                            body.write(new byte[1 << 20]);
                        }
                    }
                }),
                Arguments.of("half of a gzip", "is no valid gzip, or only a part of it", (TestMainApp.Answer)
                        exchange -> {
                            byte[] whole = TestMainApp.gzip(bytes(file("fruit", 1, 10)));
                            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                            TestMainApp.send(exchange, 200, Arrays.copyOf(whole, whole.length / 2));
                        }),
                Arguments.of(
                        "a redirect to nowhere", "redirects to something that is no http address", (TestMainApp.Answer)
                                exchange -> TestMainApp.send(exchange, 302, bytes(""))),
                Arguments.of("no content", "HTTP 204", (TestMainApp.Answer)
                        exchange -> TestMainApp.send(exchange, 204, bytes(""))),
                Arguments.of("a part of the file", "HTTP 206", (TestMainApp.Answer)
                        exchange -> TestMainApp.send(exchange, 206, bytes(file("fruit", 1, 3)))),
                Arguments.of(
                        "an encoding nobody asked for",
                        "has an encoding that was not asked for: br",
                        (TestMainApp.Answer) exchange -> {
                            exchange.getResponseHeaders().set("Content-Encoding", "br");
                            TestMainApp.send(exchange, 200, bytes("???"));
                        }),
                Arguments.of("a number", "has no sections", (TestMainApp.Answer)
                        exchange -> TestMainApp.send(exchange, 200, bytes("42"))),
                Arguments.of("null", "has no sections", (TestMainApp.Answer)
                        exchange -> TestMainApp.send(exchange, 200, bytes("null"))),
                Arguments.of("an array of numbers", "has no sections", (TestMainApp.Answer)
                        exchange -> TestMainApp.send(exchange, 200, bytes("[1, 2, 3]"))),
                Arguments.of("objects that are no resources", NO_RESOURCES, (TestMainApp.Answer) exchange ->
                        TestMainApp.send(exchange, 200, bytes("{\"sections\": [{\"items\": [{\"x\": 1}]}]}"))),
                Arguments.of("an error as JSON", "has no sections", (TestMainApp.Answer)
                        exchange -> TestMainApp.send(exchange, 200, bytes("{\"error\": \"try later\"}"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddAnswers")
    void a_category_that_cannot_be_read_keeps_its_resources(String name, String problem, TestMainApp.Answer answer) {
        sync.run(SyncKind.FULL, "test", false);
        worker.published();
        app.answer(FRUIT, answer);

        SyncResult result = (problem.startsWith("timed out") ? sync(SHORT) : sync).run(SyncKind.QUICK, "test", false);

        assertThat(result.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(result.problems()).contains("fruit: " + problem);
        assertThat(result.removed()).isZero();
        assertThat(result.resources()).isEqualTo(16);
        assertThat(worker.published()).extracting(EventEnvelope::type).containsExactly(BuiltInType.SYNC_COMPLETED);

        SyncResult again = (problem.startsWith("timed out") ? sync(SHORT) : sync).run(SyncKind.QUICK, "test", false);
        assertThat(again.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(worker.published()).as("the same problem is told once").isEmpty();

        app.with(FRUIT, file("fruit", 1, 11));
        assertThat(sync.run(SyncKind.QUICK, "test", false).added()).isEqualTo(1);
    }

    /** Without those that take long: how an answer is read does not depend on what is asked for. */
    static Stream<Arguments> oddAnswersThatComeSoon() {
        return oddAnswers().filter(answer -> !answer.get()[1].toString().startsWith("timed out"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddAnswersThatComeSoon")
    void an_index_that_cannot_be_read_removes_nothing(String name, String problem, TestMainApp.Answer answer) {
        sync.run(SyncKind.FULL, "test", false);
        worker.published();
        app.answer(INDEX, answer);

        SyncResult result = sync.run(SyncKind.QUICK, "test", false);

        assertThat(result.outcome()).isEqualTo(SyncOutcome.FAILED);
        assertThat(result.reason()).startsWith("The catalogue's index: ").hasSizeGreaterThan(26);
        assertThat(worker.count("catalog_resource")).isEqualTo(16);
        assertThat(worker.count("catalog_category")).isEqualTo(3);
        assertThat(worker.published()).extracting(EventEnvelope::type).containsExactly(BuiltInType.SYNC_FAILED);
    }

    @Test
    void a_304_for_a_file_that_never_had_a_validator_removes_nothing() {
        app.answer(FRUIT, exchange -> TestMainApp.send(exchange, 200, bytes(file("fruit", 1, 10))));
        assertThat(sync.run(SyncKind.FULL, "test", false).resources()).isEqualTo(16);
        app.answer(FRUIT, exchange -> TestMainApp.send(exchange, 304, bytes("")));

        SyncResult result = sync.run(SyncKind.QUICK, "test", false);

        assertThat(result.problems()).contains("fruit: answered 304 to a request without conditions");
        assertThat(result.resources()).isEqualTo(16);
        assertThat(worker.count("catalog_resource")).isEqualTo(16);
    }

    @Test
    void a_304_that_nobody_asked_for_is_a_problem() {
        app.answer(FRUIT, exchange -> TestMainApp.send(exchange, 304, bytes("")));

        SyncResult result = sync.run(SyncKind.FULL, "test", false);

        assertThat(result.problems()).contains("fruit: answered 304 to a request without conditions");
        assertThat(result.resources()).isEqualTo(6);
    }

    @Test
    void a_file_that_failed_at_the_baseline_is_no_news_when_it_comes_but_one_that_was_missing_is() {
        app.answer(FRUIT, exchange -> TestMainApp.send(exchange, 503, bytes("")));
        sync.run(SyncKind.FULL, "test", false);
        worker.published();
        app.with(FRUIT, file("fruit", 1, 10)).with("/data/g-host.json", file("ghost", 1, 2));

        SyncResult result = sync.run(SyncKind.QUICK, "test", false);

        assertThat(result.added()).isEqualTo(12);
        assertThat(worker.published())
                .filteredOn(event -> event.type() == BuiltInType.RESOURCE_ADDED)
                .extracting(event -> event.data().path("categoryId").stringValue())
                .containsExactly("ghost", "ghost");
    }

    @Test
    void gzip_redirects_and_declared_charsets_are_understood() {
        app.answer(FRUIT, exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere/fruit.json");
            TestMainApp.send(exchange, 301, bytes(""));
        });
        app.answer("/elsewhere/fruit.json", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            TestMainApp.send(exchange, 200, TestMainApp.gzip(bytes(file("fruit", 1, 9))));
        });
        app.answer(TOOLS, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=ISO-8859-1");
            TestMainApp.send(exchange, 200, file("café", 1, 3).getBytes(StandardCharsets.ISO_8859_1));
        });

        SyncResult result = sync.run(SyncKind.FULL, "test", false);

        assertThat(result.resources()).isEqualTo(12);
        assertThat(worker.count("catalog_resource WHERE name = 'café 1'")).isEqualTo(1);
    }

    @Test
    void the_api_key_goes_to_the_main_app_and_to_no_other_host() throws Exception {
        try (TestMainApp other = new TestMainApp()) {
            other.with("/fruit.json", file("fruit", 1, 4));
            app.answer(FRUIT, exchange -> {
                exchange.getResponseHeaders().set("Location", other.url() + "/fruit.json");
                TestMainApp.send(exchange, 302, bytes(""));
            });

            CatalogSync anywhere = sync(worker.outbox, MainAppRedirects.toAnywhere());
            assertThat(anywhere.run(SyncKind.FULL, "test", false).resources()).isEqualTo(10);

            assertThat(app.requests())
                    .extracting(TestMainApp.Request::authorization)
                    .containsOnly("Bearer the-key");
            assertThat(other.requests()).hasSize(1);
            assertThat(other.requests().get(0).authorization()).isNull();
        }
    }

    @Test
    void a_private_address_of_another_origin_is_not_asked() {
        try (TestMainApp other = new TestMainApp()) {
            other.with("/fruit.json", file("fruit", 1, 4));
            app.answer(FRUIT, exchange -> {
                exchange.getResponseHeaders().set("Location", other.url() + "/fruit.json");
                TestMainApp.send(exchange, 302, bytes(""));
            });

            assertThat(sync.run(SyncKind.FULL, "test", false).problems())
                    .anySatisfy(problem -> assertThat(problem)
                            .startsWith("fruit: redirects to the private address " + other.url() + "/fruit.json"));
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void an_unreadable_index_fails_once_and_changes_nothing() {
        sync.run(SyncKind.FULL, "test", false);
        worker.published();
        app.answer(INDEX, exchange -> TestMainApp.send(exchange, 200, bytes("<html></html>")));

        SyncResult failed = sync.run(SyncKind.QUICK, "test", false);

        assertThat(failed.outcome()).isEqualTo(SyncOutcome.FAILED);
        assertThat(failed.reason()).isEqualTo("The catalogue's index: HTML instead of JSON");
        assertThat(failed.resources()).isEqualTo(16);
        assertThat(worker.published()).extracting(EventEnvelope::type).containsExactly(BuiltInType.SYNC_FAILED);
        sync.run(SyncKind.QUICK, "test", false);
        assertThat(worker.published()).as("failing on is no news").isEmpty();

        app.with(INDEX, index(20));
        assertThat(sync.run(SyncKind.QUICK, "test", false).outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(worker.published())
                .as("working again is news")
                .extracting(EventEnvelope::type)
                .containsExactly(BuiltInType.SYNC_COMPLETED);
    }

    @Test
    void a_sync_that_would_remove_too_much_is_stopped_unless_forced() {
        sync.run(SyncKind.FULL, "test", false);
        worker.published();
        app.with(FRUIT, file("fruit", 6, 10));

        SyncResult stopped = sync.run(SyncKind.QUICK, "test", false);

        assertThat(stopped.outcome()).isEqualTo(SyncOutcome.SUSPICIOUS);
        assertThat(stopped.reason()).contains("5 of 16");
        assertThat(worker.count("catalog_resource")).isEqualTo(16);
        assertThat(worker.published()).extracting(EventEnvelope::type).containsExactly(BuiltInType.SYNC_FAILED);
        assertThat(sync.run(SyncKind.QUICK, "test", false).outcome()).isEqualTo(SyncOutcome.SUSPICIOUS);
        assertThat(worker.published()).isEmpty();

        SyncResult forced = sync.run(SyncKind.QUICK, "test", true);
        assertThat(forced.removed()).isEqualTo(5);
        assertThat(worker.count("catalog_resource")).isEqualTo(11);
        assertThat(worker.published()).hasSize(6);
    }

    @Test
    void a_baseline_without_a_single_readable_file_is_a_failure() {
        app.without(FRUIT);
        app.without(TOOLS);

        assertThat(sync.run(SyncKind.FULL, "test", false).outcome()).isEqualTo(SyncOutcome.FAILED);

        assertThat(worker.published()).extracting(EventEnvelope::type).containsExactly(BuiltInType.SYNC_FAILED);
        app.with(FRUIT, file("fruit", 1, 10));
        assertThat(sync.run(SyncKind.FULL, "test", false).baseline()).isTrue();
    }

    @Test
    void what_the_app_announced_itself_is_not_announced_again() {
        sync.run(SyncKind.FULL, "test", false);
        worker.published();
        AnnouncedResources announced = new AnnouncedResources(worker.jdbc);
        announced.apply(added("Fruit & More", "HTTPS://fruit.example/11/"));
        announced.apply(added("fruit", "https://fruit.example/12#x"));
        announced.apply(added("other", "https://fruit.example/13"));
        app.with(FRUIT, file("fruit", 1, 13));

        assertThat(sync.run(SyncKind.QUICK, "test", false).added()).isEqualTo(3);

        List<EventEnvelope> events = worker.published();
        assertThat(events)
                .extracting(EventEnvelope::type)
                .containsExactly(BuiltInType.RESOURCE_ADDED, BuiltInType.SYNC_COMPLETED);
        assertThat(events.get(0).data().path("name").stringValue()).isEqualTo("fruit 13");
        assertThat(events.get(0).batch().size()).isEqualTo(1);
    }

    @Test
    void a_crash_between_storing_and_publishing_loses_nothing_and_repeats_nothing() {
        sync.run(SyncKind.FULL, "test", false);
        worker.published();
        app.with(FRUIT, file("fruit", 1, 12));

        sync(worker.outboxWithoutBroker()).run(SyncKind.QUICK, "test", false);

        assertThat(worker.published()).isEmpty();
        assertThat(worker.count("event_outbox")).isEqualTo(3);
        EventOutbox survivor = worker.otherOutbox();
        survivor.sweep();
        assertThat(worker.published()).as("the writer may still be at it").isEmpty();
        worker.clock.advance(EventOutbox.CLAIM.plusSeconds(1));
        survivor.sweep();
        assertThat(worker.published())
                .extracting(EventEnvelope::type)
                .containsExactly(BuiltInType.RESOURCE_ADDED, BuiltInType.RESOURCE_ADDED, BuiltInType.SYNC_COMPLETED);
        assertThat(worker.count("event_outbox")).isZero();
        survivor.sweep();
        sync.run(SyncKind.QUICK, "test", false);
        assertThat(worker.published()).isEmpty();
    }

    @Test
    void a_full_sync_reads_again_what_is_not_stored_as_it_was_read() {
        sync.run(SyncKind.FULL, "test", false);
        worker.jdbc.update("DELETE FROM catalog_resource WHERE url = 'https://fruit.example/3'");

        assertThat(sync.run(SyncKind.QUICK, "test", false).added()).isZero();
        assertThat(sync.run(SyncKind.FULL, "test", false).added()).isEqualTo(1);
        assertThat(worker.count("catalog_resource")).isEqualTo(16);
    }

    @Test
    void an_index_that_holds_the_resources_needs_no_files() {
        app.with(INDEX, "[" + resource("fruit", 1).replace("}", ", \"category\": \"Fruit\"}") + "]");

        SyncResult result = sync.run(SyncKind.FULL, "test", false);

        assertThat(result.resources()).isEqualTo(1);
        assertThat(result.requests()).isEqualTo(1);
        assertThat(sync.run(SyncKind.FULL, "test", false).notModified()).isEqualTo(1);
    }

    @Test
    void a_hundred_thousand_resources_are_synced() {
        StringBuilder categories = new StringBuilder();
        for (int c = 0; c < 100; c++) {
            categories.append(c == 0 ? "" : ",").append("{\"id\": \"c" + c + "\"}");
            app.with("/data/c" + c + ".json", file("c" + c, 1, 1000));
        }
        app.with(INDEX, "{\"categories\": [" + categories + "]}");

        SyncResult result = sync.run(SyncKind.FULL, "test", false);

        assertThat(result.resources()).isEqualTo(100_000);
        assertThat(result.outcome()).isEqualTo(SyncOutcome.SUCCESS);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "GATEWAY_REAL_CATALOG", matches = ".+")
    void the_real_catalogue_is_read_whole() throws IOException {
        app.without(FRUIT);
        app.without(TOOLS);
        try (Stream<Path> files = Files.list(Path.of(System.getenv("GATEWAY_REAL_CATALOG")))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                app.with("/data/" + file.getFileName(), Files.readString(file));
            }
        }

        SyncResult result = sync.run(SyncKind.FULL, "test", false);

        assertThat(result.categories()).isEqualTo(14);
        assertThat(result.resources()).isEqualTo(593);
        assertThat(result.problems()).containsExactly("fcube: no catalogue file found");
        assertThat(worker.statistics.now().drift().resources()).isEqualTo(44);
        assertThat(worker.statistics.now().drift().categories()).isEqualTo(1);
        assertThat(worker.published()).hasSize(1);
        app.takeStatuses();
        for (SyncKind kind : SyncKind.values()) {
            sync.run(kind, "test", false);
        }
        assertThat(app.takeStatuses()).containsOnly(304);
        assertThat(worker.published()).isEmpty();
    }

    private CatalogSync sync(EventOutbox outbox) {
        return sync(outbox, new MainAppRedirects());
    }

    private CatalogSync sync(Duration patience) {
        return sync(worker.outbox, new MainAppRedirects(), patience);
    }

    private CatalogSync sync(EventOutbox outbox, MainAppRedirects redirects) {
        return sync(outbox, redirects, LONG);
    }

    private CatalogSync sync(EventOutbox outbox, MainAppRedirects redirects, Duration patience) {
        DocumentFetch fetch = new DocumentFetch(Optional.of(new Secret("the-key")), patience, 200_000, redirects);
        CatalogStore store = new CatalogStore(worker.jdbc);
        SyncRuns runs = new SyncRuns(worker.jdbc);
        return new CatalogSync(
                new CatalogReader(fetch, app.url().resolve(INDEX)),
                store,
                new CatalogUpdate(
                        store,
                        StatisticsFixture.keeper(worker, outbox),
                        new AnnouncedResources(worker.jdbc),
                        outbox,
                        app.url()),
                runs,
                worker.transactions,
                outbox,
                new SyncMetrics(new SimpleMeterRegistry(), runs, worker.statistics),
                worker.clock);
    }

    private EventEnvelope added(String category, String url) {
        return EventEnvelope.of(
                EventIds.next(),
                Source.MAIN_APP,
                worker.clock.instant(),
                new ResourceAdded("any", category, url, null, List.of()));
    }

    private static String index(int total) {
        return """
                {"categories": [
                   {"id": "fruit", "name": "Fruit & More", "description": "d", "path": "/categories/fruit/", "count": 10},
                   {"id": "tools", "name": "Tools", "count": 6},
                   {"id": "ghost", "name": "Ghost", "path": "/categories/g-host/", "count": 4}],
                 "metadata": {"totalPlatforms": %d, "totalCategories": 3}}""".formatted(total);
    }

    private static String file(String name, int from, int to) {
        StringBuilder resources = new StringBuilder();
        for (int i = from; i <= to; i++) {
            resources.append(i == from ? "" : ",").append(resource(name, i));
        }
        return "{\"sections\": [{\"items\": [" + resources + "]}]}";
    }

    private static String resource(String name, int number) {
        return "{\"name\": \"" + name + " " + number + "\", \"url\": \"https://" + name + ".example/" + number + "\"}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
