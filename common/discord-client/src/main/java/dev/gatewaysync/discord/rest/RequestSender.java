package dev.gatewaysync.discord.rest;

import dev.gatewaysync.discord.ratelimit.Permit;
import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.RestResult.Done;
import dev.gatewaysync.discord.rest.RestResult.Refused;
import dev.gatewaysync.http.BoundedHttpClient;
import dev.gatewaysync.service.settings.SecretMask;
import dev.gatewaysync.storage.history.AttemptExchange;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends a call once: permit, request, verdict. Tells the permit and the observer what came of it. */
final class RequestSender implements AutoCloseable {
    /** In bytes; a server's 500 channels with all their permissions, the longest answer that is asked for, need half of it. */
    static final long LONGEST_ANSWER = 16 << 20;

    private final RateLimiter limiter;
    private final RequestObserver observer;
    private final Duration timeout;
    private final SecretMask mask;
    private final BoundedHttpClient client;
    private final ClockDifference clockDifference;
    private volatile boolean simulated;

    RequestSender(
            RestSettings settings, RateLimiter limiter, RequestObserver observer, ClockDifference clockDifference) {
        this.limiter = limiter;
        this.observer = observer;
        this.timeout = settings.requestTimeout();
        this.mask = settings.mask();
        this.clockDifference = clockDifference;
        this.client = BoundedHttpClient.http1(settings.connectTimeout());
    }

    /** An interrupt while waiting means not sent; while sending, that nobody knows. */
    RestResult send(RestRequest request) throws InterruptedException {
        try (Permit permit = limiter.acquire(request.route())) {
            long start = System.nanoTime();
            try {
                HttpResponse<byte[]> response = client.send(request.toHttpRequest(), timeout, LONGEST_ANSWER);
                RestResponse answer = RestResponse.of(response);
                simulated = answer.isSimulated();
                if (answer.isSuccess()) {
                    clockDifference.answered(answer.headers());
                }
                return answered(request, permit, answer, new Exchanged(start, response.body()));
            } catch (IOException failure) {
                return unanswered(request, permit, failure, start);
            }
        }
    }

    /** Whether the last answer came from a simulator. */
    boolean isSimulated() {
        return simulated;
    }

    /** @param start in the system's nanoseconds */
    private record Exchanged(long start, byte[] answer) {}

    private RestResult answered(RestRequest request, Permit permit, RestResponse answer, Exchanged exchanged) {
        long start = exchanged.start();
        if (answer.isSuccess()) {
            permit.completed(answer.status(), RateLimitHeaders.limits(answer.headers()));
            report(request, permit, answer.status(), start, null);
            return success(request, answer, exchanged);
        }
        FailureClass failureClass = FailureClassifier.classify(answer);
        @Nullable RateLimited wait = RetryAfter.toldBy(answer, failureClass).orElse(null);
        if (wait == null) {
            permit.completed(answer.status(), RateLimitHeaders.limits(answer.headers()));
        } else {
            permit.rateLimited(wait);
        }
        report(request, permit, answer.status(), start, wait);
        return new Refused(
                new DiscordFailure(
                        failureClass,
                        answer.status(),
                        answer.code(),
                        wait == null ? Duration.ZERO : wait.retryAfter(),
                        FailureText.of(request, answer)),
                exchange(request, answer.status(), exchanged));
    }

    private RestResult success(RestRequest request, RestResponse answer, Exchanged exchanged) {
        if (answer.body().isMissingNode() && answer.status() != 204) {
            return new Refused(
                    new DiscordFailure(
                            FailureClass.AMBIGUOUS,
                            answer.status(),
                            0,
                            Duration.ZERO,
                            request + " was answered " + answer.status()
                                    + " without readable JSON; it may have taken effect"),
                    exchange(request, answer.status(), exchanged));
        }
        return new Done(
                answer.status(),
                answer.body(),
                new AttemptExchange(
                        request.route().method(),
                        request.route().template(),
                        answer.status(),
                        millisSince(exchanged.start()),
                        null,
                        null,
                        null));
    }

    private RestResult unanswered(RestRequest request, Permit permit, Throwable failure, long start) {
        FailureClass failureClass = FailureClassifier.classify(failure);
        if (failureClass == FailureClass.NOT_EXECUTED) {
            permit.unused();
        } else {
            permit.failed();
        }
        report(request, permit, 0, start, null);
        return new Refused(
                DiscordFailure.withoutAnswer(failureClass, FailureText.of(request, failure, failureClass)),
                exchange(request, null, new Exchanged(start, new byte[0])));
    }

    private AttemptExchange exchange(RestRequest request, @Nullable Integer status, Exchanged exchanged) {
        return new AttemptExchange(
                request.route().method(),
                request.route().template(),
                status,
                millisSince(exchanged.start()),
                request.body() == null ? null : masked(request, request.body().toString()),
                masked(request, new String(exchanged.answer(), StandardCharsets.UTF_8)),
                null);
    }

    private String masked(RestRequest request, String body) {
        return mask.masked(request.secrets().redact(body));
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private void report(RestRequest request, Permit permit, int status, long start, @Nullable RateLimited wait) {
        observer.finished(new RequestReport(
                request.route(), status, permit.waited(), Duration.ofNanos(System.nanoTime() - start), wait));
    }

    /** Ends what is in flight; its senders are told that nobody knows. */
    @Override
    public void close() {
        client.close();
    }
}
