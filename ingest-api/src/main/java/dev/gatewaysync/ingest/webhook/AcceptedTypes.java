package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.input.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The event types that the outside may send, and what to say about any other. */
public final class AcceptedTypes {
    /** In the order of the contract. */
    public static final List<BuiltInType> ALL = Arrays.stream(BuiltInType.values())
            .filter(type -> type.origin() == BuiltInType.Origin.MAIN_APP)
            .toList();

    private static final String LIST = ALL.stream().map(BuiltInType::wireName).collect(Collectors.joining(", "));
    private static final int MAX_TYPOS = 3;

    private AcceptedTypes() {}

    static Optional<BuiltInType> named(String name) {
        return BuiltInType.named(name).filter(ALL::contains);
    }

    static String explain(String name) {
        if (BuiltInType.named(name).isPresent()) {
            return "'" + name + "' is made by the system itself and not accepted from outside; accepted are " + LIST;
        }
        String shown = name.length() <= 60 ? name : name.substring(0, 60) + "…";
        return "'" + TextSanitizer.storable(shown) + "' is not known" + suggestion(name) + "; accepted are " + LIST;
    }

    private static String suggestion(String name) {
        if (name.isEmpty() || name.length() > 60) {
            return "";
        }
        return Spelling.meant(name, ALL.stream().map(BuiltInType::wireName).toList(), AcceptedTypes::plain, MAX_TYPOS)
                .map(known -> ", did you mean '" + known + "'?")
                .orElse("");
    }

    private static String plain(String name) {
        return name.replaceAll("(\\p{Lower})(\\p{Upper})", "$1-$2")
                .replaceAll("[\\s_.:]+", "-")
                .toLowerCase(Locale.ROOT);
    }
}
