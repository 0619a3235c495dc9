package dev.gatewaysync.console;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.input.Spelling;
import dev.gatewaysync.storage.statistics.RecordedNames;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/**
 * The words that an operator can filter by. Who filters by one that is known nowhere is told so: an empty list would look like
 * “there was none”.
 */
@Component
public final class KnownWords {
    private static final int TYPOS = 3;

    private final Supplier<GatewayConfig> config;
    private final RecordedNames recorded;

    KnownWords(Supplier<GatewayConfig> config, RecordedNames recorded) {
        this.config = config;
        this.recorded = recorded;
    }

    /** The types that an event may have now. */
    public Set<String> types() {
        Set<String> types = new TreeSet<>(config.get().types().keySet());
        Arrays.stream(BuiltInType.values()).map(BuiltInType::wireName).forEach(types::add);
        return types;
    }

    /** @throws ApiException if no event may have this type, and none in the history has it; it names the nearest */
    public void checkType(String written) {
        Set<String> known = types();
        if (!known.contains(written) && !recorded.types().contains(written)) {
            check("type", written, known);
        }
    }

    /** @throws ApiException if nothing of this source may come, and nothing has; it names the nearest */
    public void checkSource(String written) {
        Set<String> known = new TreeSet<>(config.get().sources().keySet());
        Source.BUILT_IN.stream().map(Source::wireName).forEach(known::add);
        if (!known.contains(written) && !recorded.sources().contains(written)) {
            check("source", written, known);
        }
    }

    /**
     * @param what in the singular, as in “type”
     * @throws ApiException if it is none of these; it names the nearest, or all
     */
    public static void check(String what, String written, Collection<String> known) {
        if (!known.contains(written)) {
            throw ApiException.badRequest("There is no " + what + " '" + written + "'"
                    + Spelling.meant(written, known, UnaryOperator.identity(), TYPOS)
                            .map(word -> "; did you mean '" + word + "'?")
                            .orElse("; known are " + String.join(", ", known) + "."));
        }
    }
}
