package dev.gatewaysync.historychecker;

import dev.gatewaysync.historychecker.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The statistics count what the history holds. */
final class ToldTruly {
    private ToldTruly() {}

    static List<Finding> check(Run run) {
        List<Finding> findings = new ArrayList<>();
        if (run.statistics().isEmpty()) {
            return findings;
        }
        JsonNode updates = run.statistics().get().path("updates");
        long total = updates.path("total").asLong(-1);
        if (total != run.history().size()) {
            findings.add(new Finding(
                    Kind.WRONG_STATISTICS,
                    "total is " + total + ", recorded are " + run.history().size()));
        }
        Map<String, Long> byType = new TreeMap<>();
        run.history().forEach(update -> byType.merge(update.path("type").asString(""), 1L, Long::sum));
        byType.forEach((type, count) -> {
            long told = updates.path("byType").path(type).asLong(0);
            if (told != count) {
                findings.add(new Finding(
                        Kind.WRONG_STATISTICS, "of " + type + " they count " + told + ", recorded are " + count));
            }
        });
        return findings;
    }
}
