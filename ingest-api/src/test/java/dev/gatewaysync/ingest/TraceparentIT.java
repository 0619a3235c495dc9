package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.testkit.Infra;
import dev.gatewaysync.testkit.OtlpReceiver;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceparentIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String WHOLE = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String BUG = "{\"type\":\"bug-fixed\",\"data\":{\"title\":\"b\"}}";

    @Test
    void where_nobody_traces_the_callers_place_goes_on_with_each_event_and_a_broken_one_is_none() {
        try (RunningIngest ingest = RunningIngest.start(Infra.start().wiped().settings(), Map.of())) {
            assertThat(traces(ingest, "/webhook/updates", BUG, WHOLE)).containsExactly(WHOLE);
            assertThat(traces(ingest, "/webhook/updates/batch", "[" + BUG + "," + BUG + "]", WHOLE))
                    .containsExactly(WHOLE, WHOLE);
            assertThat(traces(ingest, "/webhook/updates", BUG, "00-" + TRACE + "-00f067aa0ba902b7-1"))
                    .containsOnlyNulls();
            assertThat(traces(ingest, "/webhook/updates", BUG, WHOLE, WHOLE)).containsOnlyNulls();
            assertThat(traces(ingest, "/webhook/updates", BUG)).containsOnlyNulls();
        }
    }

    @Test
    void where_there_is_a_collector_the_request_is_a_step_of_it_and_the_event_one_below() {
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            String first;
            List<String> notRecorded;
            try (RunningIngest ingest =
                    RunningIngest.start(Infra.start().wiped().settings(), Map.of("OTLP_ENDPOINT", collector.url()))) {
                first = traces(ingest, "/webhook/updates", BUG, WHOLE).getFirst();
                notRecorded = traces(ingest, "/webhook/updates", BUG, WHOLE.replaceAll("1$", "0"));
                assertThat(ingest.send(ingest.post("/webhook/updates", BUG)
                                        .setHeader("Authorization", "Bearer nobodys-secret")
                                        .header("traceparent", WHOLE))
                                .status())
                        .as("of a stranger nothing is kept")
                        .isEqualTo(401);
                assertThat(traces(ingest, "/webhook/updates", BUG))
                        .allSatisfy(own -> assertThat(own).isNotNull().doesNotContain(TRACE));
            }
            assertThat(notRecorded)
                    .allSatisfy(
                            place -> assertThat(place).startsWith("00-" + TRACE).endsWith("-00"));
            assertThat(collector.spansOf(TRACE)).singleElement().satisfies(span -> {
                assertThat(span.parentId()).isEqualTo("00f067aa0ba902b7");
                assertThat(first).isEqualTo("00-" + TRACE + "-" + span.spanId() + "-01");
                assertThat(span.attributes()).containsEntry("http.response.status_code", "202");
            });
            assertThat(collector.spans()).hasSize(2);
        }
    }

    private static List<String> traces(RunningIngest ingest, String path, String body, String... traceparents) {
        ingest.published();
        var request = ingest.post(path, body);
        for (String traceparent : traceparents) {
            request.header("traceparent", traceparent);
        }
        assertThat(ingest.send(request).status()).isEqualTo(202);
        return ingest.published().stream().map(EventEnvelope::trace).toList();
    }
}
