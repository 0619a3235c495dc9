package dev.gatewaysync.historychecker;

import dev.gatewaysync.historychecker.Finding.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The events of each sender stand in its order, in the history and in every channel. */
final class InOrder {
    private InOrder() {}

    static List<Finding> check(Run run) {
        Set<String> known = run.sent().stream().map(Run.Sent::mark).collect(Collectors.toSet());
        Map<String, List<String>> places = new LinkedHashMap<>();
        List<String> recorded = new ArrayList<>();
        run.history()
                .reversed()
                .forEach(update ->
                        recorded.addAll(Marks.allIn(update.path("details").toString(), known).stream()
                                .limit(1)
                                .toList()));
        places.put("the history", recorded);
        run.shown()
                .ifPresent(messages -> messages.forEach(
                        message -> places.computeIfAbsent(message.channel(), channel -> new ArrayList<>())
                                .addAll(Marks.allIn(message.text(), known))));
        List<Finding> findings = new ArrayList<>();
        places.forEach((place, marks) -> findings.addAll(in(place, marks, run)));
        return findings;
    }

    private static List<Finding> in(String place, List<String> marks, Run run) {
        Map<String, String> senderOf = new HashMap<>();
        Map<String, Integer> numberOf = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Run.Sent sent : run.sent()) {
            if (seen.add(sent.mark())) {
                senderOf.put(sent.mark(), sent.sender());
                numberOf.put(sent.mark(), numberOf.size());
            }
        }
        List<Finding> findings = new ArrayList<>();
        Map<String, String> last = new HashMap<>();
        for (String mark : marks) {
            String sender = senderOf.getOrDefault(mark, "");
            String before = last.put(sender, mark);
            if (before != null && numberOf.getOrDefault(before, 0) > numberOf.getOrDefault(mark, 0)) {
                findings.add(new Finding(
                        Kind.REORDERED,
                        "in " + place + " " + before + " stands before " + mark + " of the same sender"));
            }
        }
        return findings;
    }
}
