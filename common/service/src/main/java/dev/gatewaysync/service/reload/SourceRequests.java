package dev.gatewaysync.service.reload;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.core.JacksonException;

/**
 * The last requests to each source of {@code gateway.yml} and what became of them, for operators to read: in Redis at {@code
 * gateway:source:<name>:<ring>:<place>}, 30 days, and {@code …:body}, 24 hours. Requests without a proof have a ring of
 * their own, so that strangers cannot push out what the source itself sent. Readers and writers are of any version. Every
 * method throws while Redis does not answer.
 */
public final class SourceRequests {
    /** How many are shown. */
    public static final int KEPT = 10;

    /** Of these, how many at most without a proof. */
    static final int UNPROVED_KEPT = 3;

    private static final Duration LASTS = Duration.ofDays(30);
    private static final Duration BODY_LASTS = Duration.ofHours(24);

    private final StringRedisTemplate redis;

    public SourceRequests(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /**
     * One request.
     *
     * @param status of the answer
     * @param outcome as in the metrics: accepted, duplicate, spooled, ignored, or the name of a refusal
     * @param why why it made nothing; which rule made the event
     * @param eventId null if there is none
     * @param type null if there is none
     * @param headers without secrets
     * @param query names of parameters
     * @param bytes of the body as it came; -1 if it was not read
     * @param body the beginning, without secrets; null if it was not read, or later than 24 hours
     */
    public record Request(
            Instant at,
            boolean proved,
            int status,
            String outcome,
            String why,
            List<Problem> problems,
            @Nullable String eventId,
            @Nullable String type,
            Map<String, String> headers,
            List<String> query,
            int bytes,
            @Nullable String body) {
        Request withBody(@Nullable String text) {
            return new Request(at, proved, status, outcome, why, problems, eventId, type, headers, query, bytes, text);
        }
    }

    /** What those who have a path of their own are called here: no source of {@code gateway.yml} can have that name. */
    public static String ofPath(String provider) {
        return "/webhook/" + provider;
    }

    public void add(String source, Request request) {
        String ring = ring(source, request.proved());
        Long count = redis.opsForValue().increment(ring);
        redis.expire(ring, LASTS);
        long number = count == null ? 0 : count;
        String key = ring + ":" + number % size(request.proved());
        String body = request.body();
        if (body == null) {
            redis.delete(key + ":body");
        } else {
            redis.opsForValue().set(key + ":body", number + "|" + body, BODY_LASTS);
        }
        redis.opsForValue()
                .set(key, number + "|" + EventJson.mapper().writeValueAsString(request.withBody(null)), LASTS);
    }

    /** Newest first. */
    public List<Request> newest(String source) {
        return Stream.of(true, false)
                .flatMap(proved -> inRing(source, proved).stream())
                .sorted(Comparator.comparing(Request::at).reversed())
                .limit(KEPT)
                .toList();
    }

    private List<Request> inRing(String source, boolean proved) {
        List<String> keys = IntStream.range(0, size(proved))
                .mapToObj(place -> ring(source, proved) + ":" + place)
                .toList();
        List<String> both = Stream.concat(keys.stream(), keys.stream().map(key -> key + ":body"))
                .toList();
        List<@Nullable String> values = redis.opsForValue().multiGet(both);
        List<Request> requests = new ArrayList<>();
        for (int i = 0; values != null && i < keys.size(); i++) {
            Request request = read(values.get(i), values.get(i + keys.size()));
            if (request != null) {
                requests.add(request);
            }
        }
        return requests;
    }

    /** A body of another number is that of a request that came between. */
    private static @Nullable Request read(@Nullable String value, @Nullable String body) {
        if (value == null || value.indexOf('|') < 0) {
            return null;
        }
        String number = value.substring(0, value.indexOf('|') + 1);
        try {
            Request request = EventJson.mapper().readValue(value.substring(number.length()), Request.class);
            return body != null && body.startsWith(number)
                    ? request.withBody(body.substring(number.length()))
                    : request;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static int size(boolean proved) {
        return proved ? KEPT : UNPROVED_KEPT;
    }

    private static String ring(String source, boolean proved) {
        return "gateway:source:" + source + (proved ? ":proved" : ":unproved");
    }
}
