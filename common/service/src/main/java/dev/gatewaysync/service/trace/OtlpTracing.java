package dev.gatewaysync.service.trace;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.Traceparent;
import dev.gatewaysync.messaging.EventHandler;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends steps to a collector, by OTLP over HTTP. They leave together, within a second; up to 2,048 wait, and what comes while as many
 * do is dropped: an event never waits for its trace. A caller that says that it does not record is believed.
 */
final class OtlpTracing implements Tracing {
    private static final String PATH = "/v1/traces";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long STOP_SECONDS = 3;

    private final SdkTracerProvider provider;
    private final OtelTracer tracer;
    private final OtelPropagator propagator;

    OtlpTracing(URI endpoint, String service) {
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(
                                AttributeKey.stringKey("service.name"),
                                service,
                                AttributeKey.stringKey("service.namespace"),
                                "gateway-sync"))))
                .setSampler(Sampler.parentBased(Sampler.alwaysOn()))
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(address(endpoint))
                                .setCompression("gzip")
                                .setTimeout(TIMEOUT)
                                .build())
                        .setScheduleDelay(PAUSE)
                        .setExporterTimeout(TIMEOUT)
                        .build())
                .build();
        Tracer otel = provider.get("gateway-sync");
        this.tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), event -> {});
        this.propagator = new OtelPropagator(ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
    }

    @Override
    public TraceStep begin(String name, Kind kind, @Nullable String parent) {
        return new Exported(span(kind, parent).name(name).start());
    }

    @Override
    public TraceStep begin(String name, Kind kind, EventEnvelope event) {
        TraceStep step = begin(name, kind, placeOf(event));
        step.tag("gateway.event.id", event.id());
        step.tag("gateway.event.type", event.type().wireName());
        return step;
    }

    @Override
    public EventHandler traced(String name, EventHandler handler) {
        return new TracedHandler(name, handler, this);
    }

    /** A step that is over already. */
    void add(String name, EventEnvelope event, long startMillis, long endMillis, @Nullable String failure) {
        Span span = span(Kind.CONSUMER, placeOf(event))
                .name(name)
                .tag("gateway.event.id", event.id())
                .tag("gateway.event.type", event.type().wireName())
                .startTimestamp(startMillis, TimeUnit.MILLISECONDS)
                .start();
        if (failure != null) {
            span.error(new FailedStepException(failure));
        }
        span.end(endMillis, TimeUnit.MILLISECONDS);
    }

    /** Sends what still waits, as far as that takes no time. */
    @Override
    public void close() {
        provider.shutdown().join(STOP_SECONDS, TimeUnit.SECONDS);
    }

    /** As {@code OTEL_EXPORTER_OTLP_ENDPOINT} is read: the path of traces follows, unless it stands there. */
    static String address(URI endpoint) {
        String address = endpoint.toString();
        return address.endsWith(PATH) ? address : address + PATH;
    }

    /** Of an event of no trace the same each time, whichever service asks, so that all its steps are in one. */
    static String placeOf(EventEnvelope event) {
        return Traceparent.read(event.trace()).map(Traceparent::value).orElseGet(() -> {
            String hash = Sha256.hex(event.id());
            return "00-" + hash.substring(0, 32) + "-" + hash.substring(32, 48) + "-01";
        });
    }

    private Span.Builder span(Kind kind, @Nullable String parent) {
        Span.Kind known = Span.Kind.valueOf(kind.name());
        return Traceparent.read(parent)
                .map(place -> propagator.extract(Map.of("traceparent", place.value()), Map::get))
                .orElseGet(() -> tracer.spanBuilder().setNoParent())
                .kind(known);
    }

    private final class Exported implements TraceStep {
        private final Span span;
        private final String traceparent;
        private final Runnable leave;
        private boolean isForgotten;

        Exported(Span span) {
            this.span = span;
            TraceContext place = span.context();
            boolean isRecorded = Boolean.TRUE.equals(place.sampled());
            this.traceparent = "00-" + place.traceId() + "-" + place.spanId() + (isRecorded ? "-01" : "-00");
            this.leave = ThreadSteps.enter(this);
        }

        @Override
        public String traceparent() {
            return traceparent;
        }

        @Override
        public void tag(String name, String value) {
            span.tag(name, value);
        }

        @Override
        public void failed(String why) {
            span.error(new FailedStepException(why));
        }

        /** A span that never ends is never sent. */
        @Override
        public void forget() {
            isForgotten = true;
        }

        @Override
        public void close() {
            leave.run();
            if (!isForgotten) {
                span.end();
            }
        }
    }

    /** As a span wants to know of a failure. */
    private static final class FailedStepException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedStepException(String why) {
            super(why, null, false, false);
        }
    }
}
