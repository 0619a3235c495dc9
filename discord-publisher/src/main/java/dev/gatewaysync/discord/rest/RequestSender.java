package dev.gatewaysync.discord.rest;

import dev.gatewaysync.discord.ratelimit.Permit;
import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.Outcome.Done;
import dev.gatewaysync.discord.rest.Outcome.Refused;
import dev.gatewaysync.service.LimitedBody;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends a call once: permit, request, verdict. Tells the permit and the observer what came of it. */
final class RequestSender implements AutoCloseable {
    /** In bytes; a server's 500 channels with all their permissions, the longest answer that is asked for, need half of it. */
    static final long LONGEST_ANSWER = 16 << 20;

    private final RateLimiter limiter;
    private final RequestObserver observer;
    private final Duration timeout;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private volatile boolean simulated;

    RequestSender(RestSettings settings, RateLimiter limiter, RequestObserver observer) {
        this.limiter = limiter;
        this.observer = observer;
        this.timeout = settings.requestTimeout();
        this.client = HttpClient.newBuilder()
                // On plain HTTP the client would offer an upgrade to h2c, which not every server survives.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .executor(threads)
                .build();
    }

    /** An interrupt while waiting means not sent; while sending, that nobody knows. */
    Outcome send(Call call) throws InterruptedException {
        try (Permit permit = limiter.acquire(call.route())) {
            long start = System.nanoTime();
            try {
                Answer answer = Answer.of(exchange(call));
                simulated = answer.isSimulated();
                return answered(call, permit, answer, start);
            } catch (ExecutionException failure) {
                return unanswered(call, permit, failure.getCause() == null ? failure : failure.getCause(), start);
            } catch (TimeoutException late) {
                return unanswered(call, permit, late, start);
            }
        }
    }

    /** Whether the last answer came from a simulator. */
    boolean isSimulated() {
        return simulated;
    }

    /** The client's own timeout ends with the headers; this one covers a body that never comes. */
    private HttpResponse<byte[]> exchange(Call call) throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(call.toHttpRequest(), head -> new LimitedBody(LONGEST_ANSWER));
        try {
            return response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            response.cancel(true);
        }
    }

    private Outcome answered(Call call, Permit permit, Answer answer, long start) {
        if (answer.isSuccess()) {
            permit.completed(answer.status(), RateLimitHeaders.limits(answer.headers()));
            report(call, permit, answer.status(), start, null);
            return success(call, answer);
        }
        FailureClass failureClass = FailureClassifier.classify(answer);
        @Nullable RateLimited wait = null;
        if (failureClass == FailureClass.SLOW_DOWN || failureClass == FailureClass.BLOCKED) {
            wait = RetryAfter.of(answer, failureClass);
            permit.rateLimited(wait);
        } else {
            permit.completed(answer.status(), RateLimitHeaders.limits(answer.headers()));
        }
        report(call, permit, answer.status(), start, wait);
        return new Refused(new DiscordFailure(
                failureClass,
                answer.status(),
                answer.code(),
                wait == null ? Duration.ZERO : wait.retryAfter(),
                Wording.of(call, answer)));
    }

    private static Outcome success(Call call, Answer answer) {
        if (answer.body().isMissingNode() && answer.status() != 204) {
            return new Refused(new DiscordFailure(
                    FailureClass.AMBIGUOUS,
                    answer.status(),
                    0,
                    Duration.ZERO,
                    call + " was answered " + answer.status() + " without readable JSON; it may have taken effect"));
        }
        return new Done(answer.status(), answer.body());
    }

    private Outcome unanswered(Call call, Permit permit, Throwable failure, long start) {
        FailureClass failureClass = FailureClassifier.classify(failure);
        if (failureClass == FailureClass.NOT_EXECUTED) {
            permit.unused();
        } else {
            permit.failed();
        }
        report(call, permit, 0, start, null);
        return new Refused(DiscordFailure.withoutAnswer(failureClass, Wording.of(call, failure, failureClass)));
    }

    private void report(Call call, Permit permit, int status, long start, @Nullable RateLimited wait) {
        observer.finished(new RequestReport(
                call.route(),
                status,
                permit.waited(),
                Duration.ofNanos(System.nanoTime() - start),
                wait == null ? null : wait.scope()));
    }

    /** Ends what is in flight; its senders are told that nobody knows. */
    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
