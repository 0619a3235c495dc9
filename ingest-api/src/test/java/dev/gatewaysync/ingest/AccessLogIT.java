package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.gatewaysync.testkit.Infra;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Hears all that is logged. */
@Isolated
class AccessLogIT {
    private static final String LOGGER = "dev.gatewaysync.ingest.answer.AccessLog";

    private final RunningIngest ingest =
            RunningIngest.start(Infra.start().wiped().settings(), Map.of());
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        ((Logger) LoggerFactory.getLogger(LOGGER)).addAppender(appender);
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger(LOGGER)).detachAppender(appender);
        ingest.close();
    }

    @Test
    void the_line_of_a_request_names_its_event_and_nothing_of_its_body() {
        post("/webhook/updates", "{\"type\":\"bug-fixed\",\"id\":\"e-1\",\"data\":{\"title\":\"a private matter\"}}");
        assertThat(line())
                .startsWith("request.answered method=POST path=/webhook/updates status=202 ms=")
                .endsWith(" event=e-1 type=bug-fixed outcome=accepted");
        post("/webhook/updates", "{\"type\":\"bug-fixed\",\"id\":\"e-1\",\"data\":{\"title\":\"a private matter\"}}");
        assertThat(line()).endsWith(" event=e-1 type=bug-fixed outcome=duplicate");
        post("/webhook/updates", "{\"type\":\"bug-fixed\",\"id\":\"e 1\",\"data\":{\"title\":\"a private matter\"}}");
        assertThat(line()).contains("status=422").doesNotContain("event=", "e 1", "private");
    }

    @Test
    void the_line_of_a_batch_counts_what_became_of_its_events() {
        String bug = "{\"type\":\"bug-fixed\",\"data\":{\"title\":\"a private matter\"}}";
        post("/webhook/updates/batch", "[" + bug + "," + bug + ",7]");
        assertThat(line())
                .endsWith(" events=3 outcomes={accepted=2, invalid=1}")
                .doesNotContain("private");
    }

    @Test
    void the_line_of_a_request_to_a_source_says_neither_its_query_nor_its_secret() {
        post("/webhook/in/shop?token=a-private-matter", "{\"title\":\"a private matter\"}");
        assertThat(line())
                .startsWith("request.answered method=POST path=/webhook/in/shop status=404 ms=")
                .doesNotContain("private");
    }

    private void post(String path, String body) {
        ingest.send(ingest.post(path, body));
    }

    private String line() {
        return await().until(() -> lines.isEmpty() ? null : lines.removeFirst(), line -> line != null);
    }
}
