package dev.gatewaysync.ingest.query;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.Times;
import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.ProblemType;
import dev.gatewaysync.storage.history.UpdateFilter;
import dev.gatewaysync.storage.statistics.RecordedNames;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of a look at the history; an empty one counts as not given. */
final class QueryParameters {
    private static final int DEFAULT_COUNT = 20;
    private static final int MAX_COUNT = 500;

    private final HttpServletRequest request;
    private final GatewayConfig config;
    private final Supplier<RecordedNames> recorded;

    /** @param recorded asked only for a name that is not known */
    QueryParameters(HttpServletRequest request, GatewayConfig config, Supplier<RecordedNames> recorded) {
        this.request = request;
        this.config = config;
        this.recorded = recorded;
    }

    /** @throws ApiException naming the parameter */
    int count() {
        Integer count = value("count", "must be a whole number from 1 to " + MAX_COUNT, text -> {
            int number = Integer.parseInt(text);
            if (number < 1 || number > MAX_COUNT) {
                throw new IllegalArgumentException("out of range");
            }
            return number;
        });
        return count == null ? DEFAULT_COUNT : count;
    }

    /** @throws ApiException naming the parameter */
    UpdateFilter filter() {
        return new UpdateFilter(
                value(
                        "type",
                        "must be one of " + String.join(", ", types()),
                        text -> oneOf(types(), () -> recorded.get().types(), text)),
                value(
                        "source",
                        "must be one of " + String.join(", ", sources()),
                        text -> oneOf(sources(), () -> recorded.get().sources(), text)),
                value("since", Times.RULE, QueryParameters::since),
                value("status", "must be one of synced, pending, failed", QueryParameters::status));
    }

    private static UpdateFilter.SyncedStatus status(String text) {
        return UpdateFilter.SyncedStatus.valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** A plus sign that was not escaped arrives as a space. */
    private static Instant since(String text) {
        return Times.parse(text)
                .or(() -> Times.parse(text.replace(' ', '+')))
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private List<String> types() {
        return Stream.concat(
                        Arrays.stream(BuiltInType.values()).map(BuiltInType::wireName),
                        config.types().keySet().stream())
                .toList();
    }

    private List<String> sources() {
        return Stream.concat(Source.BUILT_IN.stream().map(Source::wireName), config.sources().keySet().stream())
                .distinct()
                .toList();
    }

    private static String oneOf(List<String> known, Supplier<List<String>> recorded, String text) {
        if (!known.contains(text) && !recorded.get().contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private <T> @Nullable T value(String name, String rule, Function<String, T> parser) {
        String text = request.getParameter(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return parser.apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw ApiException.of(ProblemType.MALFORMED, "The parameter " + name + " " + rule);
        }
    }
}
