package dev.gatewaysync.historychecker;

import dev.gatewaysync.historychecker.Finding.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What was answered 202 is in the history once; what nobody sent is not in it. */
final class RecordedOnce {
    private RecordedOnce() {}

    static List<Finding> check(Run run) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Integer> times = new HashMap<>();
        run.history().forEach(update -> times.merge(update.path("id").asString(""), 1, Integer::sum));
        times.forEach((id, count) -> {
            if (count > 1) {
                findings.add(new Finding(Kind.DOUBLED, id + " is recorded " + count + " times"));
            }
        });
        Map<String, String> idOfKey = new HashMap<>();
        for (Run.Sent sent : run.sent()) {
            if (sent.isAccepted()) {
                String id = String.valueOf(sent.id());
                if (!times.containsKey(id)) {
                    findings.add(
                            new Finding(Kind.LOST, sent.mark() + " was answered 202 with " + id + ", not recorded"));
                }
                String before = sent.key() == null ? null : idOfKey.putIfAbsent(sent.key(), id);
                if (before != null && !before.equals(id)) {
                    findings.add(new Finding(Kind.DOUBLED, "the key " + sent.key() + " has " + before + " and " + id));
                }
            }
        }
        findings.addAll(marks(run));
        return findings;
    }

    /** A request without an answer may have been accepted: then its repeat, with the same key, is no second event. */
    private static List<Finding> marks(Run run) {
        List<Finding> findings = new ArrayList<>();
        Set<String> known = new HashSet<>();
        Map<String, Integer> allowed = new HashMap<>();
        Set<String> keys = new HashSet<>();
        for (Run.Sent sent : run.sent()) {
            known.add(sent.mark());
            boolean refused = sent.status() != null && !sent.isAccepted();
            if (sent.key() == null ? !refused : keys.add(sent.key())) {
                allowed.merge(sent.mark(), 1, Integer::sum);
            }
        }
        Map<String, Integer> recorded = new HashMap<>();
        for (JsonNode update : run.history()) {
            String mark = Marks.in(update.path("details").toString(), known);
            if (mark != null) {
                recorded.merge(mark, 1, Integer::sum);
            } else if (update.path("source").asString("").equals("main-app")) {
                findings.add(new Finding(Kind.UNASKED, update.path("id").asString("") + " was sent by nobody"));
            }
        }
        recorded.forEach((mark, count) -> {
            if (count > allowed.getOrDefault(mark, 0)) {
                findings.add(new Finding(Kind.DOUBLED, mark + " is recorded " + count + " times"));
            }
        });
        return findings;
    }
}
