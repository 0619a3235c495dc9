package dev.gatewaysync.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageTraceTest {
    private static final String ONE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String OTHER = "00-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-01";

    @Test
    void a_message_names_the_trace_of_its_events_and_each_event_its_own() {
        assertThat(headers(ONE)).containsExactly(Map.entry("traceparent", ONE));
        assertThat(headers((String) null)).isEmpty();
        assertThat(headers(ONE, ONE)).containsEntry("traceparent", ONE).containsEntry("gateway-events", 2);
        assertThat(headers(ONE, OTHER)).containsOnlyKeys("gateway-events");
        assertThat(headers(ONE, null)).containsOnlyKeys("gateway-events");
        assertThat(EventJson.fromBytes(EventJson.toBytes(event(ONE))).trace()).isEqualTo(ONE);
        assertThat(new String(EventJson.toBytes(event(null)), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("trace");
    }

    private static Map<String, Object> headers(@Nullable String... traces) {
        List<OutboundMessage> messages = java.util.Arrays.stream(traces)
                .map(trace -> OutboundMessage.event(event(trace), true))
                .toList();
        return EventBatchCodec.merged(messages).getFirst().headers();
    }

    private static EventEnvelope event(@Nullable String trace) {
        return EventEnvelope.of("e", Source.MAIN_APP, Instant.EPOCH, new BugFixed("b", null, null))
                .withTrace(trace);
    }
}
