package dev.gatewaysync.discord.rest;

import dev.gatewaysync.discord.ratelimit.Permit;
import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.RestResult.Done;
import dev.gatewaysync.discord.rest.RestResult.Refused;
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
    RestResult send(RestRequest request) throws InterruptedException {
        try (Permit permit = limiter.acquire(request.route())) {
            long start = System.nanoTime();
            try {
                RestResponse answer = RestResponse.of(exchange(request));
                simulated = answer.isSimulated();
                return answered(request, permit, answer, start);
            } catch (ExecutionException failure) {
                return unanswered(request, permit, failure.getCause() == null ? failure : failure.getCause(), start);
            } catch (TimeoutException late) {
                return unanswered(request, permit, late, start);
            }
        }
    }

    /** Whether the last answer came from a simulator. */
    boolean isSimulated() {
        return simulated;
    }

    /** The client's own timeout ends with the headers; this one covers a body that never comes. */
    private HttpResponse<byte[]> exchange(RestRequest request)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request.toHttpRequest(), head -> new LimitedBody(LONGEST_ANSWER));
        try {
            return response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            response.cancel(true);
        }
    }

    private RestResult answered(RestRequest request, Permit permit, RestResponse answer, long start) {
        if (answer.isSuccess()) {
            permit.completed(answer.status(), RateLimitHeaders.limits(answer.headers()));
            report(request, permit, answer.status(), start, null);
            return success(request, answer);
        }
        FailureClass failureClass = FailureClassifier.classify(answer);
        @Nullable RateLimited wait = null;
        if (failureClass == FailureClass.SLOW_DOWN || failureClass == FailureClass.BLOCKED) {
            wait = RetryAfter.of(answer, failureClass);
            permit.rateLimited(wait);
        } else {
            permit.completed(answer.status(), RateLimitHeaders.limits(answer.headers()));
        }
        report(request, permit, answer.status(), start, wait);
        return new Refused(new DiscordFailure(
                failureClass,
                answer.status(),
                answer.code(),
                wait == null ? Duration.ZERO : wait.retryAfter(),
                FailureText.of(request, answer)));
    }

    private static RestResult success(RestRequest request, RestResponse answer) {
        if (answer.body().isMissingNode() && answer.status() != 204) {
            return new Refused(new DiscordFailure(
                    FailureClass.AMBIGUOUS,
                    answer.status(),
                    0,
                    Duration.ZERO,
                    request + " was answered " + answer.status() + " without readable JSON; it may have taken effect"));
        }
        return new Done(answer.status(), answer.body());
    }

    private RestResult unanswered(RestRequest request, Permit permit, Throwable failure, long start) {
        FailureClass failureClass = FailureClassifier.classify(failure);
        if (failureClass == FailureClass.NOT_EXECUTED) {
            permit.unused();
        } else {
            permit.failed();
        }
        report(request, permit, 0, start, null);
        return new Refused(DiscordFailure.withoutAnswer(failureClass, FailureText.of(request, failure, failureClass)));
    }

    private void report(RestRequest request, Permit permit, int status, long start, @Nullable RateLimited wait) {
        observer.finished(new RequestReport(
                request.route(),
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
