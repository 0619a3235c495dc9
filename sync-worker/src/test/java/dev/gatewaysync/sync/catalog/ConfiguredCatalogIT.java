package dev.gatewaysync.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.config.CatalogueDefinition;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.sync.TestMainApp;
import dev.gatewaysync.sync.TestWorker;
import dev.gatewaysync.sync.catalog.fetch.DocumentFetch;
import dev.gatewaysync.sync.catalog.read.CatalogReader;
import dev.gatewaysync.sync.catalog.read.ConfiguredCatalog;
import dev.gatewaysync.sync.catalog.read.PagedCatalogReader;
import dev.gatewaysync.sync.catalog.store.CatalogStore;
import dev.gatewaysync.sync.mainapp.MainAppRedirects;
import dev.gatewaysync.sync.operator.RequestRefusedException;
import dev.gatewaysync.sync.statistics.StatisticsFixture;
import dev.gatewaysync.task.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Catalogues of any shape, over HTTP and into the database. */
class ConfiguredCatalogIT {
    private static final CatalogueDefinition SHOP = Catalogues.json(
            "/api/products?page={{ page }}",
            Map.of(
                    "next", "body.next",
                    "items", "body.products",
                    "name", "title",
                    "url", "permalink",
                    "category", "kind"));

    private final ManualClock clock = new ManualClock();
    private TestWorker worker;
    private TestMainApp app;
    private GatewayConfig config = Catalogues.config(SHOP);
    private CatalogSync sync;

    @BeforeEach
    void start() {
        worker = new TestWorker();
        app = new TestMainApp();
        app.with(page(1), products(1, 10, "2"))
                .with(page(2), products(11, 20, "3"))
                .with(page(3), products(21, 30, null));
        sync = sync();
    }

    @AfterEach
    void stop() {
        app.close();
        worker.close();
    }

    @Test
    void all_pages_are_read_and_the_first_sync_announces_nothing() {
        SyncResult result = run();

        assertThat(result.outcome()).as(result.reason()).isEqualTo(SyncOutcome.SUCCESS);
        assertThat(result.baseline()).isTrue();
        assertThat(result.resources()).isEqualTo(30);
        assertThat(result.requests()).isEqualTo(3);
        assertThat(result.lines()).extracting(SyncResult.Line::id).containsExactly("mugs");
        assertThat(published()).containsExactly("sync-completed");
        assertThat(worker.count("catalog_resource WHERE name = 'Product 30' AND url LIKE '%/product/30'"))
                .isEqualTo(1);
        assertThat(app.requests())
                .extracting(TestMainApp.Request::authorization)
                .containsOnly("Bearer the-key");
    }

    @ParameterizedTest
    @EnumSource(SyncKind.class)
    void unchanged_pages_cost_nothing_but_not_modified_answers(SyncKind kind) {
        run();
        worker.published();
        app.takeStatuses();

        SyncResult result = sync.run(kind, "test", false);

        assertThat(app.takeStatuses()).containsExactly(304, 304, 304);
        assertThat(result.bytes()).isZero();
        assertThat(result.resources()).isEqualTo(30);
        assertThat(result.outcome()).isEqualTo(SyncOutcome.SUCCESS);
        assertThat(worker.published()).isEmpty();
    }

    @Test
    void differences_of_a_later_page_are_found_and_no_other() {
        run();
        worker.published();
        app.with(page(2), products(12, 20, "3").replace("Product 13\"", "Thirteen\""))
                .with(page(3), products(21, 31, null));

        SyncResult result = run();

        assertThat(List.of(result.added(), result.updated(), result.removed())).containsExactly(1L, 1L, 1L);
        assertThat(published())
                .containsExactly("resource-added", "resource-updated", "resource-removed", "sync-completed");
        assertThat(run().requests()).isEqualTo(3);
    }

    @Test
    void a_page_that_fails_in_the_middle_keeps_what_was_there_and_the_others_go_on() {
        run();
        worker.published();
        app.with(page(1), products(1, 10, "2").replace("Product 1\"", "First\""));
        app.answer(page(2), exchange -> TestMainApp.send(exchange, 500, bytes("no")));

        SyncResult result = run();

        assertThat(result.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(result.problems()).containsExactly("page 2: HTTP 500");
        assertThat(List.of(result.added(), result.updated(), result.removed())).containsExactly(0L, 1L, 0L);
        assertThat(result.resources()).isEqualTo(30);
        assertThat(published()).containsExactly("resource-updated", "sync-completed");
        assertThat(run().outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(worker.published()).as("the same problem is told once").isEmpty();

        app.with(page(2), products(11, 19, "3"));
        assertThat(run().removed()).isEqualTo(1);
        assertThat(published()).containsExactly("resource-removed", "sync-completed");
    }

    @Test
    void a_first_sync_that_misses_a_page_changes_nothing_so_that_the_next_one_is_no_flood() {
        app.answer(page(3), exchange -> TestMainApp.send(exchange, 503, bytes("")));

        SyncResult failed = run();

        assertThat(failed.outcome()).isEqualTo(SyncOutcome.FAILED);
        assertThat(failed.reason())
                .isEqualTo("The catalogue of gateway.yml: page 3: HTTP 503; the first sync of a catalogue needs all of"
                        + " it, and changed nothing");
        app.with(page(3), products(21, 30, null));
        assertThat(run().baseline()).isTrue();
        assertThat(published()).containsExactly("sync-failed", "sync-completed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!doctype html><p>Hi",
                "{\"products\": {}",
                "{\"error\": \"later\"}",
                "[]",
                "{\"products\": [{\"id\": 1}]}",
                ""
            })
    void a_first_page_that_is_something_else_fails_and_removes_nothing(String body) {
        run();
        worker.published();
        app.answer(page(1), exchange -> TestMainApp.send(exchange, 200, bytes(body)));

        SyncResult result = run();

        assertThat(result.outcome()).isEqualTo(SyncOutcome.FAILED);
        assertThat(worker.count("catalog_resource")).isEqualTo(30);
        assertThat(published()).containsExactly("sync-failed");
    }

    @Test
    void more_than_thirty_percent_are_not_removed_without_force() {
        run();
        worker.published();
        app.with(page(2), products(11, 20, null));

        SyncResult stopped = run();

        assertThat(stopped.outcome()).isEqualTo(SyncOutcome.SUSPICIOUS);
        assertThat(stopped.reason()).startsWith("It would remove 10 of 30 resources");
        assertThat(worker.count("catalog_resource")).isEqualTo(30);
        assertThat(sync.run(SyncKind.QUICK, "test", true).removed()).isEqualTo(10);
    }

    @Test
    void pages_that_lead_in_a_circle_or_never_change_are_noticed() {
        app.with(page(3), products(21, 30, "2"));
        assertThat(run().reason())
                .isEqualTo("The catalogue of gateway.yml: page 4 is at the address of page 2 again (catalogue.next)");

        app.answer("/api/products", exchange -> TestMainApp.send(exchange, 200, bytes(products(1, 2, "2"))));
        config = Catalogues.config(Catalogues.json(
                "/api/products?offset={{ (page - 1) * 10 }}",
                Map.of("next", "page + 1", "items", "body.products", "name", "title", "url", "permalink")));
        assertThat(run().reason())
                .isEqualTo("The catalogue of gateway.yml: page 2 is the same as the one before: what catalogue.next"
                        + " gives changes nothing");
    }

    @Test
    void cursors_and_addresses_lead_on_but_not_with_the_key_and_not_inside() {
        app.with("/first", products(1, 2, "?cursor=a%2Bb"))
                .with("/first?cursor=a%2Bb", products(3, 4, app.url() + "/last"))
                .with("/last", products(5, 6, null));
        config = Catalogues.config(Catalogues.json(app.url() + "/first", keys(SHOP)));
        assertThat(run().resources()).isEqualTo(6);

        try (TestMainApp other = new TestMainApp()) {
            other.with("/more", products(7, 8, null));
            app.with("/last", products(5, 6, other.url() + "/more"));
            assertThat(run().reason()).contains("catalogue.next leads to the private address " + other.url() + "/more");
            assertThat(other.requests()).isEmpty();

            sync = sync(MainAppRedirects.toAnywhere());
            assertThat(run().resources()).isEqualTo(8);
            assertThat(other.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.authorization()).isNull());
        }
    }

    @Test
    void the_key_of_the_main_app_is_for_the_main_app() {
        try (TestMainApp shop = new TestMainApp()) {
            shop.with("/list", list(1, 3, "7"));
            config = Catalogues.config(
                    Catalogues.json(shop.url() + "/list", Map.of("name", "title", "url", "permalink")));

            assertThat(run().resources()).isEqualTo(3);

            assertThat(shop.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.authorization()).isNull());
        }
    }

    @Test
    void what_falls_off_the_end_of_a_feed_stays() {
        config = Catalogues.config(Catalogues.feed("/feed.xml"));
        app.with("/feed.xml", rss(1, 10));
        assertThat(run().resources()).isEqualTo(10);
        worker.published();
        app.with("/feed.xml", rss(6, 13).replace("Post 7<", "Post seven<"));

        SyncResult result = run();

        assertThat(List.of(result.added(), result.updated(), result.removed())).containsExactly(3L, 1L, 0L);
        assertThat(result.resources()).isEqualTo(13);
        assertThat(result.lines()).extracting(SyncResult.Line::name).containsExactly("Test App");
        assertThat(published())
                .containsExactly(
                        "resource-added", "resource-added", "resource-added", "resource-updated", "sync-completed");
        app.takeStatuses();
        assertThat(sync.run(SyncKind.FULL, "test", false).notModified()).isEqualTo(1);
        app.with("/feed.xml", "<html><body>Sorry</body></html>");
        assertThat(run().reason()).isEqualTo("The catalogue of gateway.yml: HTML instead of a feed");
        app.with("/feed.xml", rss(14, 14).replace("</channel>", ""));
        assertThat(run().outcome()).isEqualTo(SyncOutcome.FAILED);
        assertThat(worker.count("catalog_resource")).isEqualTo(13);
    }

    @Test
    void a_key_that_is_another_one_is_no_other_catalogue() {
        for (String key : List.of("old", "new")) {
            config = Catalogues.config(Catalogues.of(
                    CatalogueDefinition.Format.FEED, "/feed.xml?key=" + key, "/feed.xml?key=${KEY}", Map.of()));
            app.with("/feed.xml?key=" + key, key.equals("old") ? rss(1, 10) : rss(10, 11));
            run();
        }

        assertThat(worker.count("catalog_resource")).isEqualTo(11);
        assertThat(published()).containsExactly("sync-completed", "resource-added", "sync-completed");
    }

    @Test
    void an_entry_of_a_feed_that_moves_to_another_category_is_not_in_two() {
        config = Catalogues.config(
                Catalogues.of(CatalogueDefinition.Format.FEED, "/feed.xml", Map.of("category", "categories[0]")));
        app.with("/feed.xml", rss(1, 4).replace("<title>Post", "<category>News</category><title>Post"));
        run();
        worker.published();
        app.with("/feed.xml", rss(3, 4).replace("<title>Post", "<category>Old news</category><title>Post"));

        SyncResult result = run();

        assertThat(List.of(result.added(), result.updated(), result.removed())).containsExactly(0L, 2L, 0L);
        assertThat(worker.count("catalog_resource WHERE category_id = 'news'")).isEqualTo(2);
        assertThat(worker.count("catalog_resource WHERE category_id = 'old-news'"))
                .isEqualTo(2);
    }

    @Test
    void sitemaps_of_an_index_are_read_packed_or_not_and_one_that_fails_removes_nothing() {
        config = Catalogues.config(Catalogues.sitemap("/sitemap.xml"));
        app.with("/sitemap.xml", index("/a.xml.gz", "/b.xml", "/b.xml"));
        app.answer(
                "/a.xml.gz", exchange -> TestMainApp.send(exchange, 200, TestMainApp.gzip(bytes(urls("blog", 1, 8)))));
        app.with("/b.xml", urls("shop", 1, 4));

        SyncResult first = run();
        assertThat(first.outcome()).as(first.reason()).isEqualTo(SyncOutcome.SUCCESS);
        assertThat(first.requests()).isEqualTo(3);
        assertThat(first.lines()).extracting(SyncResult.Line::id).containsExactly("blog", "shop");
        assertThat(worker.count("catalog_resource WHERE name = 'post number 8'"))
                .isEqualTo(1);
        worker.published();

        app.answer("/a.xml.gz", exchange -> TestMainApp.send(exchange, 404, bytes("")));
        app.with("/b.xml", urls("shop", 2, 5));
        SyncResult partial = run();
        assertThat(partial.problems()).containsExactly(app.url() + "/a.xml.gz: HTTP 404");
        assertThat(List.of(partial.added(), partial.removed())).containsExactly(1L, 0L);
        assertThat(partial.resources()).isEqualTo(13);

        app.with("/b.xml", index("/c.xml"));
        assertThat(run().problems())
                .contains(app.url() + "/b.xml: is an index of sitemaps within another, which is not followed");
    }

    @Test
    void a_catalogue_that_is_described_otherwise_is_a_new_baseline() {
        run();
        worker.published();
        config = Catalogues.config(Catalogues.json(
                "/api/products?page={{ page }}",
                Map.of("next", "body.next", "items", "body.products", "url", "permalink", "category", "'Cups'")));
        app.with(page(3), products(21, 64, null));

        SyncResult result = run();

        assertThat(result.baseline()).isTrue();
        assertThat(result.resources()).isEqualTo(64);
        assertThat(List.of(result.added(), result.updated(), result.removed())).containsExactly(34L, 30L, 0L);
        assertThat(published()).as("not even a milestone").containsExactly("sync-completed");
        app.with(page(3), products(21, 65, null));
        run();
        assertThat(published()).as("and from then on differences are news").contains("resource-added");
    }

    @Test
    void another_catalogue_in_the_place_of_one_needs_force() {
        run();
        worker.published();
        config = Catalogues.config(Catalogues.feed("/feed.xml"));
        app.with("/feed.xml", rss(1, 10));

        SyncResult stopped = run();

        assertThat(stopped.outcome()).isEqualTo(SyncOutcome.SUSPICIOUS);
        assertThat(stopped.reason())
                .startsWith("The catalogue is read otherwise than before (gateway.yml). It would remove 30 of 30");
        assertThat(worker.count("catalog_resource")).isEqualTo(30);
        SyncResult forced = sync.run(SyncKind.QUICK, "test", true);
        assertThat(forced.resources()).isEqualTo(10);
        assertThat(published()).containsExactly("sync-failed", "sync-completed");

        config = Catalogues.config(null);
        app.with("/data/categories.json", "[{\"name\": \"A\", \"url\": \"https://a.example\", \"category\": \"A\"}]");
        assertThat(run().outcome()).as("back again").isEqualTo(SyncOutcome.SUSPICIOUS);
        assertThat(sync.run(SyncKind.FULL, "test", true).resources()).isEqualTo(1);
        assertThat(run().notModified()).isEqualTo(1);
    }

    @Test
    void an_item_that_an_expression_fails_on_stays_as_it_was() {
        config = Catalogues.config(Catalogues.json(
                "/list", Map.of("name", "title", "url", "permalink", "description", "$number(price) & ' Euro'")));
        app.with("/list", list(1, 5, "7"));
        assertThat(run().resources()).isEqualTo(5);
        worker.published();
        app.with("/list", list(1, 5, "7").replaceFirst("\"7\"", "\"cheap\""));

        SyncResult result = run();

        assertThat(result.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(result.problems()).singleElement().asString().startsWith("catalogue.map.description ");
        assertThat(List.of(result.added(), result.updated(), result.removed())).containsExactly(0L, 0L, 0L);
        assertThat(published()).containsExactly("sync-completed");
    }

    @Test
    void a_key_in_the_address_is_not_stored() {
        config = Catalogues.config(Catalogues.json("/api/products?key=hush&page={{ page }}", keys(SHOP)));
        app.with("/api/products?key=hush&page=1", products(1, 3, "b+/="))
                .with("/api/products?key=hush&page=b%2B%2F%3D", products(4, 6, null));

        assertThat(run().resources()).isEqualTo(6);

        assertThat(worker.count("catalog_document WHERE url LIKE '%hush%'")).isZero();
        assertThat(worker.count("catalog_state WHERE value LIKE '%hush%'")).isZero();
        assertThat(run().notModified()).isEqualTo(2);
    }

    @Test
    void the_self_check_reads_the_first_page_and_changes_nothing() {
        assertThat(examined()).isEqualTo("its first page has 10 items; more pages follow");

        config = Catalogues.config(Catalogues.json("/list", Map.of("items", "body.products")));
        app.with("/list", "{\"goods\": [], \"total\": 0}");
        assertThatThrownBy(this::examined)
                .isInstanceOf(RequestRefusedException.class)
                .hasMessage("has no list where catalogue.items says; it has goods, total");
        app.with("/list", "{\"products\": [{\"name\": \"A\", \"url\": \"https://a.example\"}, {\"name\": \"B\"}]}");
        assertThat(examined()).isEqualTo("its first page has 1 items; “B” has no url");
        config = Catalogues.config(Catalogues.sitemap("/sitemap.xml"));
        app.with("/sitemap.xml", index("/a.xml"));
        assertThat(examined()).isEqualTo("it is an index of 1 sitemaps");
        config = Catalogues.config(null);
        assertThatThrownBy(this::examined).hasMessageStartingWith("gateway.yml has no catalogue");
        assertThat(worker.count("catalog_resource")).isZero();
    }

    @Test
    void a_server_that_asks_for_time_gets_it() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        app.answer(page(2), exchange -> {
            boolean soon = asked.incrementAndGet() == 1;
            exchange.getResponseHeaders().set("Retry-After", soon ? "20" : "Sat, 01 Jan 2000 00:00:00 GMT");
            TestMainApp.send(exchange, soon ? 429 : 200, bytes(soon ? "" : products(11, 20, "3")));
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<SyncResult> result = threads.submit(this::run);
            clock.awaitWaiting(1);
            assertThat(asked).hasValue(1);
            clock.tick(Duration.ofSeconds(20));

            assertThat(result.get().resources()).isEqualTo(30);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "soon", "-1", "0"})
    void one_that_asks_for_an_hour_or_for_nothing_is_asked_by_the_next_sync(String retryAfter) {
        run();
        app.answer(page(2), exchange -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            TestMainApp.send(exchange, 429, bytes(""));
        });

        assertThat(run().problems()).containsExactly("page 2: HTTP 429");
    }

    @Test
    void a_reading_ends_after_half_an_hour() {
        run();
        app.answer(page(1), exchange -> {
            clock.tick(Duration.ofMinutes(31));
            TestMainApp.send(exchange, 200, bytes(products(1, 11, "2")));
        });

        SyncResult result = run();

        assertThat(result.problems()).containsExactly("page 2: was not asked for any more after 30 minutes");
        assertThat(result.resources()).isEqualTo(30);
    }

    @Test
    void a_category_for_each_item_is_a_mistake_in_the_map() {
        config = Catalogues.config(
                Catalogues.json("/list", Map.of("name", "title", "url", "permalink", "category", "title")));
        app.with("/list", list(1, 1_001, "7"));

        assertThat(run().reason())
                .isEqualTo("The catalogue of gateway.yml: has more than 1000 categories (catalogue.map.category)");
    }

    @Test
    void of_many_sitemaps_that_fail_ten_are_named() {
        config = Catalogues.config(Catalogues.sitemap("/sitemap.xml"));
        app.with("/sitemap.xml", index("/a.xml")).with("/a.xml", urls("a", 1, 3));
        run();
        String[] missing =
                IntStream.range(0, 14).mapToObj(i -> "/missing-" + i + ".xml").toArray(String[]::new);
        app.with("/sitemap.xml", index(missing));

        SyncResult result = run();

        assertThat(result.problems()).hasSize(11).last().isEqualTo("4 more could not be read");
        assertThat(result.resources()).isEqualTo(3);
    }

    private String examined() {
        DocumentFetch fetch = new DocumentFetch(Optional.empty(), Duration.ofSeconds(60), 200_000);
        PagedCatalogReader pages =
                new PagedCatalogReader(fetch, Optional.of(app.url()), "Test App", new MainAppRedirects(), clock);
        return new CatalogueCheckHandler(() -> config, pages)
                .perform(EventJson.mapper().createObjectNode(), (percent, message) -> {})
                .message();
    }

    private static Map<String, String> keys(CatalogueDefinition shop) {
        return Map.of(
                "next", "body.next",
                "items", "body.products",
                "name", "title",
                "url", "permalink",
                "category", shop.category() == null ? "kind" : shop.category().source());
    }

    private List<String> published() {
        return worker.published().stream().map(event -> event.type().wireName()).toList();
    }

    private SyncResult run() {
        return sync.run(SyncKind.QUICK, "test", false);
    }

    private CatalogSync sync() {
        return sync(new MainAppRedirects());
    }

    private CatalogSync sync(MainAppRedirects redirects) {
        DocumentFetch fetch =
                new DocumentFetch(Optional.of(new Secret("the-key")), Duration.ofSeconds(60), 200_000, redirects);
        CatalogStore store = new CatalogStore(worker.jdbc);
        SyncRuns runs = new SyncRuns(worker.jdbc);
        return new CatalogSync(
                new ConfiguredCatalog(
                        () -> config,
                        new CatalogReader(fetch, app.url().resolve("/data/categories.json")),
                        new PagedCatalogReader(fetch, Optional.of(app.url()), "Test App", redirects, clock)),
                store,
                new CatalogUpdate(
                        store,
                        StatisticsFixture.keeper(worker, worker.outbox),
                        new AnnouncedResources(worker.jdbc),
                        worker.outbox,
                        app.url()),
                runs,
                worker.transactions,
                worker.outbox,
                new SyncMetrics(new SimpleMeterRegistry(), runs, worker.statistics),
                worker.clock);
    }

    private static String page(int number) {
        return "/api/products?page=" + number;
    }

    private static String products(int from, int to, @Nullable String next) {
        return "{\"products\": " + list(from, to, "7") + ", \"next\": " + (next == null ? "null" : "\"" + next + "\"")
                + "}";
    }

    private static String list(int from, int to, String price) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "{\"title\": \"Product " + i + "\", \"permalink\": \"/product/" + i
                        + "\", \"kind\": \"Mugs\", \"price\": \"" + price + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String rss(int from, int to) {
        return "<rss version='2.0'><channel><title>Blog</title><link>https://blog.example/</link>"
                + IntStream.rangeClosed(from, to)
                        .mapToObj(i -> to + from - i)
                        .map(i -> "<item><title>Post " + i + "</title><link>/posts/" + i + "</link></item>")
                        .collect(Collectors.joining())
                + "</channel></rss>";
    }

    private static String urls(String folder, int from, int to) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
                + IntStream.rangeClosed(from, to)
                        .mapToObj(i -> "<url><loc>https://site.example/" + folder + "/post-number-" + i
                                + ".html</loc><lastmod>2026-01-01</lastmod></url>")
                        .collect(Collectors.joining())
                + "</urlset>";
    }

    private String index(String... paths) {
        return "<sitemapindex>"
                + java.util.Arrays.stream(paths)
                        .map(path -> "<sitemap><loc>" + app.url() + path + "</loc></sitemap>")
                        .collect(Collectors.joining())
                + "</sitemapindex>";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
