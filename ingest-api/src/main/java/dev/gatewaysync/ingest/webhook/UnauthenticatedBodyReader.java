package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Reads the bodies that must be read before their signature can be checked. All of them together take a bounded part of
 * memory, counted as they arrive: announcing a long body takes nothing from anyone.
 */
@Component
class UnauthenticatedBodyReader {
    /** In bytes; an eighth of a heap of 256 MiB. */
    static final int ROOM = 32 * 1024 * 1024;

    private static final Duration WAIT = Duration.ofSeconds(2);

    private final Semaphore room = new Semaphore(ROOM);

    /**
     * @param proof throws a {@link ApiException} unless the body proves where it comes from
     * @throws ApiException from {@code proof}, or if the body cannot be read, or if there is no room for it now
     */
    byte[] read(HttpServletRequest request, int limit, Consumer<byte[]> proof) {
        AtomicInteger taken = new AtomicInteger();
        try {
            byte[] body = JsonBody.read(request, limit, count -> {
                take(count);
                taken.addAndGet(count);
            });
            proof.accept(body);
            return body;
        } finally {
            room.release(taken.get());
        }
    }

    private void take(int count) {
        if (!room.tryAcquire(count)) {
            throw ApiException.retryLater(
                    ProblemType.UNAVAILABLE, "Too much is being received whose signature is not checked yet", WAIT);
        }
    }
}
