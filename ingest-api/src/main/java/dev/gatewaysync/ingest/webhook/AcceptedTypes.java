package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.EventType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The event types that the outside may send, and what to say about any other. */
public final class AcceptedTypes {
    /** In the order of the contract. */
    public static final List<EventType> ALL = Arrays.stream(EventType.values())
            .filter(type -> type.origin() == EventType.Origin.MAIN_APP)
            .toList();

    private static final String LIST = ALL.stream().map(EventType::wireName).collect(Collectors.joining(", "));
    private static final int MAX_TYPOS = 3;

    private AcceptedTypes() {}

    static Optional<EventType> named(String name) {
        return EventType.named(name).filter(ALL::contains);
    }

    static String explain(String name) {
        if (EventType.named(name).isPresent()) {
            return "'" + name + "' is made by the system itself and not accepted from outside; accepted are " + LIST;
        }
        String shown = name.length() <= 60 ? name : name.substring(0, 60) + "…";
        return "'" + CleanText.storable(shown) + "' is not known" + suggestion(name) + "; accepted are " + LIST;
    }

    private static String suggestion(String name) {
        if (name.isEmpty() || name.length() > 60) {
            return "";
        }
        String written = name.replaceAll("(\\p{Lower})(\\p{Upper})", "$1-$2")
                .replaceAll("[\\s_.:]+", "-")
                .toLowerCase(Locale.ROOT);
        return ALL.stream()
                .map(EventType::wireName)
                .min(Comparator.comparingInt(known -> typos(known, written)))
                .filter(known -> typos(known, written) <= MAX_TYPOS)
                .map(known -> ", did you mean '" + known + "'?")
                .orElse("");
    }

    /** Levenshtein's distance: letters added, left out or changed. */
    private static int typos(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
