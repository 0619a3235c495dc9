package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.answer.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * {@code gateway_ingest_requests_total{source,type,outcome}}, counter: what came in and what became of it; {@code type} is
 * {@code unknown} where it could not be read. Every series that an alert asks for is there from the start: a counter that
 * begins at its first event shows no increase for it.
 */
@Component
public class IngestMetrics {
    public static final String UNKNOWN_TYPE = "unknown";

    private static final String REQUESTS = "gateway.ingest.requests";
    private static final List<String> OUTCOMES = List.of("accepted", "duplicate", "spooled");

    private static final List<Source> PROVIDERS = List.of(Source.NETLIFY, Source.VERCEL, Source.GITHUB);

    private final MeterRegistry registry;

    IngestMetrics(MeterRegistry registry, AcceptedTypes types) {
        this.registry = registry;
        Stream.concat(
                        AcceptedTypes.BUILT_IN.stream().map(BuiltInType::wireName),
                        types.own().stream().map(type -> type.type().wireName()))
                .forEach(type -> {
                    OUTCOMES.forEach(outcome -> counted(Source.MAIN_APP, type, outcome, 0));
                    refused(Source.MAIN_APP, type);
                });
        refused(Source.MAIN_APP, UNKNOWN_TYPE);
        PROVIDERS.forEach(this::announce);
    }

    /** For a source that may send. */
    public void announce(Source source) {
        refused(source, UNKNOWN_TYPE);
    }

    public void count(Source source, String type, String outcome) {
        counted(source, type, outcome, 1);
    }

    private void refused(Source source, String type) {
        for (ProblemType problemType : ProblemType.values()) {
            counted(source, type, problemType.wireName(), 0);
        }
    }

    private void counted(Source source, String type, String outcome, int by) {
        registry.counter(REQUESTS, "source", source.wireName(), "type", type, "outcome", outcome)
                .increment(by);
    }
}
