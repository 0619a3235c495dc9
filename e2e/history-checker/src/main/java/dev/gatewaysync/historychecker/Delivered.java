package dev.gatewaysync.historychecker;

import dev.gatewaysync.historychecker.Finding.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Everything that members did reached the main app: at least once, always under the same id, and nothing else did. */
final class Delivered {
    private Delivered() {}

    static List<Finding> check(Run run) {
        List<Finding> findings = new ArrayList<>();
        if (run.receipts().isEmpty()) {
            return findings;
        }
        Map<String, Set<String>> idsOfEvent = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (Run.Received receipt : run.receipts().get()) {
            idsOfEvent.computeIfAbsent(receipt.event(), any -> new HashSet<>()).add(receipt.id());
            if (receipt.status() / 100 == 2) {
                taken.add(receipt.event());
            }
        }
        idsOfEvent.forEach((event, ids) -> {
            if (ids.size() > 1) {
                findings.add(new Finding(Kind.DOUBLED, event + " went to the main app as " + ids));
            }
        });
        Set<String> recorded = new HashSet<>();
        for (JsonNode update : run.history()) {
            String id = update.path("id").asString("");
            recorded.add(id);
            boolean ofMembers = update.path("source").asString("").equals("discord");
            if (ofMembers && !taken.contains(id) && !run.failed().contains(id)) {
                findings.add(new Finding(Kind.LOST, id + " of a member has not reached the main app"));
            }
        }
        idsOfEvent.keySet().stream()
                .filter(event -> !recorded.contains(event))
                .forEach(event ->
                        findings.add(new Finding(Kind.UNASKED, event + " went to the main app, not recorded")));
        return findings;
    }
}
