package dev.gatewaysync.console.doctor;

import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RequestObserver;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.RestSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Asks Discord within its limits, once, and without patience. */
final class DiscordApi implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    /** Longer than one request: Discord may have asked for a short wait first. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DiscordRest rest;
    private final Duration patience;

    /** @param settings of the API; its time for a request is replaced */
    DiscordApi(RestSettings settings, RateLimiter limiter) {
        this(settings, limiter, PATIENCE);
    }

    /** @param patience for one answer, with all that is waited for before it is asked for */
    DiscordApi(RestSettings settings, RateLimiter limiter, Duration patience) {
        this.patience = patience;
        this.rest =
                new DiscordRest(settings.withRequestTimeout(TIMEOUT), limiter, RequestObserver.NONE, Clock.systemUTC());
    }

    /**
     * @param status 0 if there was no answer
     * @param code Discord's own code of an error, 0 if it has none
     * @param problem why there is no good answer, to follow the word Discord, without any token
     */
    record Answer(int status, int code, JsonNode body, String problem) {
        boolean isOk() {
            return status >= 200 && status < 300;
        }

        private static Answer without(String problem) {
            return new Answer(0, 0, MissingNode.getInstance(), problem);
        }
    }

    /** A call of {@link DiscordRest}. */
    @FunctionalInterface
    interface Call {
        RestResult of(DiscordRest rest) throws InterruptedException;
    }

    Answer ask(Call call) {
        FutureTask<RestResult> asked = new FutureTask<>(() -> call.of(rest));
        Thread.ofVirtual().name("self-check").start(asked);
        try {
            return answer(asked.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Answer.without("asks to wait before the next request");
        } catch (ExecutionException e) {
            // Before it is sent: an id that is none.
            return Answer.without("was not asked: " + (e.getCause() == null ? e : e.getCause()).getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.without("was not asked: the console stops");
        } finally {
            asked.cancel(true);
        }
    }

    @Override
    public void close() {
        rest.close();
    }

    private static Answer answer(RestResult result) {
        return switch (result) {
            case RestResult.Done done -> new Answer(done.status(), 0, done.body(), "");
            case RestResult.Refused refused -> refused(refused.failure());
        };
    }

    private static Answer refused(DiscordFailure failure) {
        return new Answer(
                failure.status(),
                failure.code(),
                MissingNode.getInstance(),
                failure.status() == 0 ? "does not answer" : "answers " + failure.status());
    }
}
