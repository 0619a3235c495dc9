package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of a running system against docs/metrics.md, the contract, the rules and the dashboards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsE2E {
    private static final Map<String, String> PORTS = Map.of(
            "ingest-api", "INGEST_METRICS_PORT",
            "sync-worker", "WORKER_METRICS_PORT",
            "discord-publisher", "PUBLISHER_METRICS_PORT",
            "console", "CONSOLE_METRICS_PORT");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## ([a-z-]+)\\n(.*?)(?=^## |\\z)");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(gateway_\\w+)` \\| (\\w+) \\| ([^|]*) \\| [^|]+ \\|$");
    private static final Pattern RECORDED = Pattern.compile("(?m)^\\| (`\\w+:[^|]+) \\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** Made by the broker's own plugin and by Prometheus itself, not by a service. */
    private static final Pattern FOREIGN = Pattern.compile("ALERTS|up|rabbitmq_\\w+");

    /** Not there before the first collection, and before the first sync. */
    private static final Set<String> LATER = Set.of("jvm_gc_pause_seconds_sum", "gateway_catalog_resources");

    @TempDir
    static Path directory;

    private RunningGateway running;
    private final Map<String, Metrics> shown = new TreeMap<>();

    @BeforeAll
    void start() throws Exception {
        running = RunningGateway.start(directory, Map.of());
        running.client.postUntilAccepted("a-card", Documented.APP_DEPLOYED);
        // Series with labels of their own appear with what they count: wait for the card, then for the worker's
        // samples.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            read();
            assertThat(shown.get("discord-publisher").labels()).containsKey("gateway_discord_lane_backlog");
            assertThat(shown.get("discord-publisher").labels()).containsKey("gateway_discord_requests_total");
        });
    }

    @AfterAll
    void stop() {
        running.close();
    }

    @Test
    void the_documentation_names_each_metric_of_each_service_with_its_type_and_labels_and_no_other() {
        Map<String, String> documented = new TreeMap<>();
        SECTION.matcher(Monitoring.read(Monitoring.PROJECT.resolve("docs/metrics.md")))
                .results()
                .forEach(section -> ROW.matcher(section.group(2))
                        .results()
                        .forEach(row -> documented.put(
                                section.group(1) + " " + row.group(1),
                                row.group(2) + " " + new TreeSet<>(codes(row.group(3))))));
        // Some are there from the first time on that something was counted, such as a card that is sent.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            read();
            Map<String, String> real = new TreeMap<>();
            shown.forEach((service, metrics) -> metrics.own()
                    .forEach((name, type) -> real.put(service + " " + name, type + " " + metrics.labelsOf(name))));
            // No resource has been counted without a main app: it has no series yet, and so no type.
            real.put("sync-worker gateway_catalog_resources", "gauge [category]");
            assertThat(documented).isEqualTo(real);
        });
    }

    @Test
    void rules_and_dashboards_ask_only_for_metrics_that_exist() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            read();
            assertThat(askedForInVain()).isEmpty();
        });
    }

    /** Query → what it asks for and nobody shows. */
    private Map<String, Set<String>> askedForInVain() {
        Set<String> exist = new TreeSet<>(recorded());
        shown.values().forEach(metrics -> exist.addAll(metrics.labels().keySet()));
        exist.addAll(LATER);
        Map<String, Set<String>> unknown = new LinkedHashMap<>();
        Stream.concat(
                        Monitoring.rules().stream().map(rule -> (String) rule.get("expr")),
                        Monitoring.dashboardQueries().stream())
                .forEach(query -> {
                    Set<String> missing = Monitoring.metricsOf(query).stream()
                            .filter(name -> !FOREIGN.matcher(name).matches() && !exist.contains(name))
                            .collect(Collectors.toCollection(TreeSet::new));
                    if (!missing.isEmpty()) {
                        unknown.put(query, missing);
                    }
                });
        return unknown;
    }

    @Test
    void recorded_series_are_documented() {
        String documented = RECORDED.matcher(Monitoring.read(Monitoring.PROJECT.resolve("docs/metrics.md")))
                .results()
                .map(MatchResult::group)
                .flatMap(row -> codes(row).stream())
                .collect(Collectors.joining("\n"));
        for (String name : recorded()) {
            assertThat(documented.contains(name) || documented.contains("…" + name.replaceAll(".*_rate", "")))
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void what_an_alert_counts_is_there_before_it_happens() {
        assertThat(running.gateway.settings().text("MAIN_APP_URL")).isEmpty();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            String series = String.join("\n", read().values());
            assertThat(series)
                    .contains(
                            "gateway_ingest_requests_total{outcome=\"unavailable\",source=\"main-app\",type=\"bug-fixed\"} 0.0",
                            "gateway_ingest_requests_total{outcome=\"unavailable\",source=\"github\",type=\"unknown\"} 0.0",
                            "gateway_ingest_requests_total{outcome=\"unauthorized\",source=\"main-app\",type=\"unknown\"} 0.0",
                            "gateway_discord_ratelimited_total{scope=\"global\"} 0.0",
                            "gateway_discord_deliveries_total{outcome=\"failed\",target=\"announcements\"} 0.0",
                            "gateway_main_app_deliveries_total{outcome=\"failed\"} 0.0",
                            "gateway_sync_runs_total{kind=\"quick\",outcome=\"suspicious\"} 0.0",
                            "gateway_failed_messages{queue=\"discord\"} 0.0",
                            "gateway_sync_interval_seconds{kind=\"quick\"} NaN");
        });
    }

    private static List<String> recorded() {
        return Monitoring.rules().stream()
                .filter(rule -> rule.containsKey("record"))
                .map(rule -> (String) rule.get("record"))
                .toList();
    }

    private static List<String> codes(String text) {
        return Monitoring.group(CODE, text);
    }

    /** @return service → its page */
    private Map<String, String> read() {
        Map<String, String> pages = new TreeMap<>();
        PORTS.forEach((service, port) -> {
            String page = Metrics.page(
                    Integer.parseInt(running.gateway.settings().text(port).orElseThrow()));
            pages.put(service, page);
            shown.put(service, Metrics.parse(page));
        });
        return pages;
    }
}
