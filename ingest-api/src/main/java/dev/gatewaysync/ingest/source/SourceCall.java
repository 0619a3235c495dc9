package dev.gatewaysync.ingest.source;

import dev.gatewaysync.config.SourceDefinition;
import dev.gatewaysync.config.source.SourceOutcome;
import dev.gatewaysync.events.Problem;
import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.webhook.Accepted;
import dev.gatewaysync.service.SourceRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request to a source, and what is put on record of it. */
final class SourceCall {
    private static final int MOST_PROBLEMS = 10;

    private final SourceDefinition source;
    private final HttpServletRequest request;
    private final Instant at;
    private byte @Nullable [] body;
    private boolean proved;

    SourceCall(SourceDefinition source, HttpServletRequest request, Instant at) {
        this.source = source;
        this.request = request;
        this.at = at;
    }

    SourceDefinition source() {
        return source;
    }

    HttpServletRequest request() {
        return request;
    }

    Instant at() {
        return at;
    }

    /** @return whether it proves where it is from */
    boolean read(byte[] bytes, boolean isProved) {
        body = bytes;
        proved = isProved;
        return isProved;
    }

    Record refused(ApiException refusal) {
        List<Problem> problems = refusal.errors().stream().limit(MOST_PROBLEMS).toList();
        return record(refusal.reason().status(), refusal.reason().wireName(), refusal.detail(), problems, null, null);
    }

    Record ignored(String why) {
        return record(200, "ignored", why, List.of(), null, null);
    }

    Record accepted(Accepted accepted, SourceOutcome.Event event) {
        return record(
                202,
                accepted.outcome(),
                event.rule(),
                List.of(),
                accepted.id(),
                event.type().wireName());
    }

    private Record record(
            int status,
            String outcome,
            String why,
            List<Problem> problems,
            @Nullable String eventId,
            @Nullable String type) {
        Masked masked = new Masked(source);
        return new Record(
                source.name(),
                new SourceRequests.Request(
                        at,
                        proved,
                        status,
                        outcome,
                        why,
                        problems,
                        eventId,
                        type,
                        masked.headers(SourceBody.headers(request)),
                        masked.query(request.getQueryString()),
                        body == null ? -1 : body.length,
                        body == null ? null : masked.body(body)));
    }

    /** To be written down. */
    record Record(String source, SourceRequests.Request request) {}
}
