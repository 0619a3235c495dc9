package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What alerts, runbook, rule tests and dashboards say of one another. */
class MonitoringTest {
    private static final Pattern SECTION = Pattern.compile("(?m)^### (\\w+)$");
    private static final Pattern EXPECTED = Pattern.compile("alertname=\"(\\w+)\"");

    @Test
    void every_alert_has_a_section_in_the_runbook_and_no_other_has() {
        List<String> sections =
                Monitoring.group(SECTION, Monitoring.read(Monitoring.PROJECT.resolve("docs/runbook.md")));
        assertThat(sections).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void every_alert_fires_in_a_rule_test() {
        Set<String> fired = new TreeSet<>();
        Monitoring.files(Monitoring.ROOT.resolve("prometheus/tests"), ".yml")
                .forEach(file -> fired.addAll(Monitoring.group(EXPECTED, Monitoring.read(file))));
        assertThat(fired).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void every_alert_says_how_bad_it_is_what_it_is_and_where_to_read_on() {
        for (Map<String, Object> alert : Monitoring.alerts()) {
            String name = (String) alert.get("alert");
            assertThat(alert.get("for")).as(name).isNotNull();
            assertThat((Map<?, ?>) alert.get("labels"))
                    .as(name)
                    .satisfies(labels -> assertThat(labels.get("severity")).isIn("critical", "warning"));
            Map<?, ?> annotations = (Map<?, ?>) alert.get("annotations");
            assertThat(annotations.get("summary")).as(name).asString().isNotBlank();
            assertThat(annotations.get("description")).as(name).asString().isNotBlank();
            assertThat(annotations.get("runbook_url"))
                    .as(name)
                    .isEqualTo("docs/runbook.md#" + name.toLowerCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void dashboards_are_complete_and_their_panels_do_not_overlap() {
        Map<String, JsonNode> dashboards = Monitoring.dashboards();
        assertThat(dashboards).isNotEmpty();
        Set<String> uids = new HashSet<>();
        dashboards.forEach((file, dashboard) -> {
            assertThat(uids.add(dashboard.path("uid").asString(""))).as(file).isTrue();
            assertThat(dashboard.path("uid").asString("")).as(file).matches("[a-z-]{1,40}");
            assertThat(dashboard.path("title").asString("")).as(file).isNotBlank();
            assertThat(dashboard.path("schemaVersion").asInt(0)).as(file).isPositive();
            Set<Integer> ids = new HashSet<>();
            Set<List<Integer>> taken = new HashSet<>();
            dashboard.path("panels").valueStream().forEach(panel -> check(file, panel, ids, taken));
        });
    }

    private static void check(String file, JsonNode panel, Set<Integer> ids, Set<List<Integer>> taken) {
        String where = file + ", " + panel.path("title").asString("");
        assertThat(ids.add(panel.path("id").asInt(0))).as(where).isTrue();
        JsonNode place = panel.path("gridPos");
        int left = place.path("x").asInt(0);
        int right = left + place.path("w").asInt(0);
        assertThat(right).as(where).isBetween(1, 24);
        for (int x = left; x < right; x++) {
            int top = place.path("y").asInt(0);
            for (int y = top; y < top + place.path("h").asInt(0); y++) {
                assertThat(taken.add(List.of(x, y))).as(where).isTrue();
            }
        }
        if (!panel.path("type").asString("").equals("row")) {
            assertThat(panel.path("type").asString("")).as(where).isIn("stat", "timeseries");
            assertThat(panel.path("targets").size()).as(where).isPositive();
            panel.path("targets")
                    .valueStream()
                    .forEach(target -> assertThat(target.at("/datasource/uid").asString(""))
                            .as(where + ": the provisioned one")
                            .isEqualTo("prometheus"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum by (le) (rate(a_bucket{x=\"b c\"}[5m])) > 14.4 * 0.001 | a_bucket",
                "max(a) == 0 unless on () max(b) == 1 | a,b",
                "a:b:c or label_replace(max(d), \"queue\", \"history\", \"\", \"\") | a:b:c,d",
                "time() - max by (kind) (a) > 1e3 | a",
            })
    void the_metrics_of_a_query_are_found(String query, String metrics) {
        assertThat(Monitoring.metricsOf(query)).containsExactlyInAnyOrder(metrics.split(","));
    }

    private static List<String> names() {
        return Monitoring.alerts().stream()
                .map(alert -> (String) alert.get("alert"))
                .toList();
    }
}
