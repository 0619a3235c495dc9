package dev.gatewaysync.historychecker;

import dev.gatewaysync.historychecker.Finding.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What was accepted stands in each of its channels once, or is among the failed; “synced” says which. */
final class ShownOnce {
    private ShownOnce() {}

    static List<Finding> check(Run run) {
        List<Finding> findings = new ArrayList<>();
        Map<String, JsonNode> updates = new HashMap<>();
        run.history().forEach(update -> updates.put(update.path("id").asString(""), update));
        Set<String> failed = new HashSet<>(run.failed());
        Map<String, Map<String, Integer>> shown = run.shown().isEmpty() ? null : timesShown(run);
        Set<String> done = new HashSet<>();
        for (Run.Sent sent : run.sent()) {
            JsonNode update = updates.get(String.valueOf(sent.id()));
            if (sent.isAccepted() && update != null && done.add(sent.mark())) {
                findings.addAll(of(sent, update, failed.contains(sent.id()), shown));
            }
        }
        if (shown != null) {
            shown.forEach((mark, channels) -> channels.forEach((channel, times) -> {
                if (times > 1) {
                    findings.add(new Finding(Kind.DOUBLED, mark + " stands " + times + " times in " + channel));
                }
            }));
        }
        return findings;
    }

    private static List<Finding> of(
            Run.Sent sent, JsonNode update, boolean failed, @Nullable Map<String, Map<String, Integer>> shown) {
        List<Finding> findings = new ArrayList<>();
        boolean synced = update.path("synced").asBoolean(false);
        if (!synced && !failed) {
            findings.add(new Finding(Kind.STUCK, sent.mark() + " (" + sent.id() + ") is neither synced nor failed"));
        }
        if (shown == null) {
            return findings;
        }
        for (String channel : sent.channels()) {
            if (shown.getOrDefault(sent.mark(), Map.of()).containsKey(channel)) {
                continue;
            }
            if (synced) {
                findings.add(new Finding(
                        Kind.WRONG_SYNCED, sent.mark() + " is called synced and does not stand in " + channel));
            } else if (!failed) {
                findings.add(new Finding(Kind.LOST, sent.mark() + " does not stand in " + channel));
            }
        }
        return findings;
    }

    private static Map<String, Map<String, Integer>> timesShown(Run run) {
        Set<String> known = run.sent().stream().map(Run.Sent::mark).collect(Collectors.toSet());
        Map<String, Map<String, Integer>> times = new HashMap<>();
        for (Run.Shown message : run.shown().orElseThrow()) {
            for (String mark : Marks.allIn(message.text(), known)) {
                times.computeIfAbsent(mark, any -> new HashMap<>()).merge(message.channel(), 1, Integer::sum);
            }
        }
        return times;
    }
}
