package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.answer.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * {@code gateway_ingest_requests_total{source,type,outcome}}, counter: what came in and what became of it; {@code type} is
 * {@code unknown} where it could not be read. {@code gateway_ingest_publish_seconds}, histogram: from handing an event to
 * the broker until its confirm.
 */
@Component
class IngestMetrics {
    static final String UNKNOWN_TYPE = "unknown";

    private static final String REQUESTS = "gateway.ingest.requests";
    private static final List<String> OUTCOMES = List.of("accepted", "duplicate");

    private final MeterRegistry registry;
    private final Timer publish;

    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.publish = Timer.builder("gateway.ingest.publish")
                .description("From handing an event to the broker until its confirm")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
        for (EventType type : AcceptedTypes.ALL) {
            OUTCOMES.forEach(outcome -> counted(Source.MAIN_APP, type.wireName(), outcome, 0));
        }
        for (Reason reason : Reason.values()) {
            counted(Source.MAIN_APP, UNKNOWN_TYPE, reason.wireName(), 0);
        }
    }

    void count(Source source, String type, String outcome) {
        counted(source, type, outcome, 1);
    }

    /** Times what hands events to the broker. */
    void timePublish(Runnable publishing) {
        publish.record(publishing);
    }

    private void counted(Source source, String type, String outcome, int by) {
        registry.counter(REQUESTS, "source", source.wireName(), "type", type, "outcome", outcome)
                .increment(by);
    }
}
