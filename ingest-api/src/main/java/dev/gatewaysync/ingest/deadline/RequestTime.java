package dev.gatewaysync.ingest.deadline;

import dev.gatewaysync.service.settings.Settings;
import jakarta.servlet.ServletRequest;
import java.time.Duration;

/**
 * How long a sender may take for a whole request, from its first byte to its last: {@code INGEST_REQUEST_TIMEOUT}. It may
 * take as long again to read the answer.
 */
public final class RequestTime {
    private static final String DEADLINE = RequestTime.class.getName();

    private RequestTime() {}

    public static Duration limit(Settings settings) {
        Duration limit = settings.duration("INGEST_REQUEST_TIMEOUT", "30s");
        if (limit.compareTo(Duration.ofSeconds(1)) < 0) {
            settings.problem("INGEST_REQUEST_TIMEOUT", "must be at least 1s");
        }
        return limit;
    }

    /** Whether {@code request} has taken so long that the rest of it is not read. */
    public static boolean isOver(ServletRequest request) {
        return request.getAttribute(DEADLINE) instanceof Long deadline && System.nanoTime() - deadline >= 0;
    }

    /** @param deadline in {@link System#nanoTime()} */
    static void set(ServletRequest request, long deadline) {
        request.setAttribute(DEADLINE, deadline);
    }
}
