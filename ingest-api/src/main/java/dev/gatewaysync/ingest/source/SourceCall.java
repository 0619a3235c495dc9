package dev.gatewaysync.ingest.source;

import dev.gatewaysync.config.SourceDefinition;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.Problem;
import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.webhook.Accepted;
import dev.gatewaysync.service.reload.SourceRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One request to a source, and what is put on record of it. */
public final class SourceCall {
    private static final int MOST_PROBLEMS = 10;

    private final SourceDefinition source;
    private final HttpServletRequest request;
    private final Instant at;
    private byte @Nullable [] body;
    private boolean proved;

    public SourceCall(SourceDefinition source, HttpServletRequest request, Instant at) {
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
    public boolean read(byte[] bytes, boolean isProved) {
        body = bytes;
        proved = isProved;
        return isProved;
    }

    /** @param why for the operator, who may know more than who asked; null for what that one is told */
    public Record refused(ApiException refusal, @Nullable String why) {
        List<Problem> problems = refusal.errors().stream().limit(MOST_PROBLEMS).toList();
        return record(
                refusal.reason().status(),
                refusal.reason().wireName(),
                why == null ? refusal.detail() : why,
                problems,
                null,
                null);
    }

    public Record ignored(String why) {
        return record(200, "ignored", why, List.of(), null, null);
    }

    /** @param how which rule made the event, and what is to be known of it */
    public Record accepted(Accepted accepted, EventType type, String how) {
        return record(202, accepted.outcome(), how, List.of(), accepted.id(), type.wireName());
    }

    private Record record(
            int status,
            String outcome,
            String why,
            List<Problem> problems,
            @Nullable String eventId,
            @Nullable String type) {
        Map<String, String> headers = SourceBody.headers(request);
        String query = request.getQueryString();
        byte[] read = body;
        boolean isProved = proved;
        Masked masked = new Masked(source);
        return new Record(
                source.name(),
                () -> new SourceRequests.Request(
                        at,
                        isProved,
                        status,
                        outcome,
                        why,
                        problems,
                        eventId,
                        type,
                        masked.headers(headers),
                        masked.query(query),
                        read == null ? -1 : read.length,
                        read == null ? null : masked.body(read)));
    }

    /**
     * To be written down.
     *
     * @param request masked when it is asked for, which is behind the answer
     */
    public record Record(String source, Supplier<SourceRequests.Request> request) {}
}
