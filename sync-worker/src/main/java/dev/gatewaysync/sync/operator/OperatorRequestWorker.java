package dev.gatewaysync.sync.operator;

import dev.gatewaysync.storage.operator.OperatorRequest;
import dev.gatewaysync.storage.operator.OperatorRequests;
import dev.gatewaysync.sync.operator.OperatorRequestHandler.Done;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes operators' requests and has them worked on, a few at a time, so that a short one does not wait behind a long one.
 * A request in hand is renewed until it is finished; that of a dead worker is taken over by another.
 */
final class OperatorRequestWorker {
    static final String SERVICE = "sync-worker";
    /** Well below the claim, so that one missed renewal does no harm. */
    static final Duration RENEWAL = OperatorRequests.CLAIM.dividedBy(4);

    /** How long a finished request can be looked at. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(OperatorRequestWorker.class);
    private static final int AT_ONCE = 4;

    private final OperatorRequests requests;
    private final Map<String, OperatorRequestHandler> works = new HashMap<>();
    private final Map<String, Said> inHand = new ConcurrentHashMap<>();
    private final String holder = UUID.randomUUID().toString();

    OperatorRequestWorker(OperatorRequests requests, List<OperatorRequestHandler> works) {
        this.requests = requests;
        works.forEach(work -> this.works.put(work.kind(), work));
    }

    /** Takes what waits, as far as there are hands. */
    void tick() {
        while (inHand.size() < AT_ONCE) {
            Optional<OperatorRequest> taken = requests.take(SERVICE, holder);
            if (taken.isEmpty()) {
                return;
            }
            OperatorRequest request = taken.get();
            inHand.put(request.id(), new Said(0, "started"));
            Thread.ofVirtual().name("operator-" + request.kind()).start(() -> work(request));
        }
    }

    /** Deletes requests that were finished long ago. */
    void forgetOld(Instant now) {
        int deleted = requests.deleteFinishedBefore(now.minus(KEPT));
        if (deleted > 0) {
            log.info("request.deleted count={}", deleted);
        }
    }

    /** Keeps what is in hand. */
    void renew() {
        inHand.forEach((id, said) -> requests.progress(id, holder, said.percent(), said.message()));
    }

    private void work(OperatorRequest request) {
        log.info("request.taken id={} kind={} by={}", request.id(), request.kind(), request.requestedBy());
        try {
            OperatorRequestHandler work = works.get(request.kind());
            if (work == null) {
                throw new RequestRefusedException("There is no request '" + request.kind() + "'; there are "
                        + String.join(", ", new TreeSet<>(works.keySet())));
            }
            Done done = work.perform(request.arguments(), (percent, message) -> said(request.id(), percent, message));
            requests.finish(request.id(), holder, done.outcome(), done.message(), done.result());
            log.info("request.finished id={} kind={}: {}", request.id(), request.kind(), done.message());
        } catch (RequestRefusedException e) {
            fail(request, String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            log.error("Request {} ({}) failed unexpectedly", request.id(), request.kind(), e);
            fail(request, "unexpected: " + e);
        } catch (Error e) {
            // Such as a lack of memory, which may end the process: what can still be said is said first.
            fail(request, "it took more than this service has: " + e);
            throw e;
        } finally {
            inHand.remove(request.id());
        }
    }

    private void fail(OperatorRequest request, String message) {
        try {
            requests.fail(request.id(), holder, message);
            log.warn("request.failed id={} kind={}: {}", request.id(), request.kind(), message);
        } catch (RuntimeException e) {
            log.warn("Request {} failed and that could not be stored, so it will be done again: {}", request.id(), e);
        }
    }

    private void said(String id, int percent, String message) {
        inHand.replace(id, new Said(percent, message));
        try {
            requests.progress(id, holder, percent, message);
        } catch (RuntimeException e) {
            // The work goes on; the next renewal says it.
            log.debug("How far request {} is could not be stored: {}", id, e.toString());
        }
    }

    private record Said(int percent, String message) {}
}
