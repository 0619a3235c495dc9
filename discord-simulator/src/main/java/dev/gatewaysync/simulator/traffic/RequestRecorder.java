package dev.gatewaysync.simulator.traffic;

import dev.gatewaysync.simulator.guild.GuildEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Remembers the last requests and counts everything. */
public final class RequestRecorder {

    private static final int REMEMBERED = 100_000;
    private static final long RECENT_NANOS = 60_000_000_000L;
    private static final Pattern TOKEN = Pattern.compile("^(/(?:webhooks|interactions)/\\d+/)[^/]+");

    private final ArrayDeque<Visit> visits = new ArrayDeque<>();
    private final Map<String, Long> rateLimited = new TreeMap<>();
    private long requests;
    private long messagesCreated;
    private long edits;
    private long identifies;
    private long resumes;
    private long invalid;

    /** A request that has arrived and will be answered later. */
    public final class Visit {

        private RecordedRequest request;

        private Visit(RecordedRequest request) {
            this.request = request;
        }

        /** @param scope the {@code X-RateLimit-Scope} told, or null */
        public void answered(int status, @Nullable String scope, @Nullable Double retryAfter, @Nullable String bucket) {
            synchronized (RequestRecorder.this) {
                request = request.answered(status, retryAfter, scope, bucket);
                if (status == 429) {
                    rateLimited.merge(scope == null ? "none" : scope, 1L, Long::sum);
                }
                if (status == 401 || status == 403 || status == 429 && !"shared".equals(scope)) {
                    invalid++;
                }
            }
        }
    }

    public synchronized Visit arrived(long nanos, String method, String path) {
        requests++;
        var masked = TOKEN.matcher(path).replaceFirst("$1***");
        var visit = new Visit(new RecordedRequest(nanos, method, masked, 0, null, null, null));
        visits.addLast(visit);
        if (visits.size() > REMEMBERED) {
            visits.removeFirst();
        }
        return visit;
    }

    /** Requests of the last minute or so that wait for their answer, or will never get one. */
    public synchronized long unanswered() {
        long newest = visits.isEmpty() ? 0 : visits.getLast().request.nanos();
        long waiting = 0;
        for (var oldest = visits.descendingIterator(); oldest.hasNext(); ) {
            var request = oldest.next().request;
            if (newest - request.nanos() > RECENT_NANOS) {
                break;
            }
            waiting += request.status() == 0 ? 1 : 0;
        }
        return waiting;
    }

    public synchronized void on(GuildEvent event) {
        if (event instanceof GuildEvent.MessageCreated) {
            messagesCreated++;
        } else if (event instanceof GuildEvent.MessageUpdated update && update.edited()) {
            edits++;
        }
    }

    public synchronized void identified() {
        identifies++;
    }

    public synchronized void resumed() {
        resumes++;
    }

    /** In the order of arrival. */
    public synchronized List<RecordedRequest> requests() {
        return visits.stream().map(visit -> visit.request).toList();
    }

    public synchronized SimulatorCounters counters() {
        return new SimulatorCounters(
                requests, Map.copyOf(rateLimited), messagesCreated, edits, identifies, resumes, invalid);
    }
}
