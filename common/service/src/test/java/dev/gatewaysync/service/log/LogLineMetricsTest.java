package dev.gatewaysync.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class LogLineMetricsTest {
    private final LoggerContext logging = new LoggerContext();

    @Test
    void an_ended_service_is_not_held_by_the_logging_and_the_others_count_on() {
        MeterRegistry ended = new SimpleMeterRegistry();
        MeterRegistry other = new SimpleMeterRegistry();
        LogLineMetrics ofEnded = bound(ended);
        LogLineMetrics ofOther = bound(other);
        assertThat(logging.getCopyOfListenerList()).hasSize(2);

        ofEnded.close();
        logging.getLogger("any").error("said");
        assertThat(logging.getCopyOfListenerList()).hasSize(1);
        assertThat(errors(ended)).isZero();
        assertThat(errors(other)).isEqualTo(1);

        // As logging is set up anew: whoever still counts goes on.
        logging.reset();
        logging.getLogger("any").error("said");
        assertThat(errors(other)).isEqualTo(2);

        ofOther.close();
        assertThat(logging.getCopyOfListenerList()).isEmpty();
        assertThat(logging.getTurboFilterList()).isEmpty();
    }

    private LogLineMetrics bound(MeterRegistry registry) {
        LogLineMetrics metrics = LogLineMetrics.of(logging);
        metrics.bindTo(registry);
        return metrics;
    }

    private static double errors(MeterRegistry registry) {
        return registry.get("logback.events")
                .tag("level", "error")
                .functionCounter()
                .count();
    }
}
