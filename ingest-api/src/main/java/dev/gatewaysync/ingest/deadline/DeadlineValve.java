package dev.gatewaysync.ingest.deadline;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Lets the application see a request's deadline, counted from its first byte. */
final class DeadlineValve extends ValveBase {
    private final long limit;

    DeadlineValve(Duration limit) {
        super(true);
        this.limit = limit.toNanos();
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        RequestTime.set(request, request.getCoyoteRequest().getStartTimeNanos() + limit);
        getNext().invoke(request, response);
    }
}
