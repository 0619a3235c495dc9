package dev.gatewaysync.simulator.faults;

import dev.gatewaysync.simulator.limits.RateLimits;
import dev.gatewaysync.simulator.limits.Scope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Chooses what goes wrong with the requests that {@link Faults#next} named. */
public final class FaultPlan {

    private static final String JSON = "application/json";

    private final String method;
    private final Pattern path;
    private final Consumer<Fault> planned;

    FaultPlan(String method, String pathRegex, Consumer<Fault> planned) {
        this.method = method;
        this.path = Pattern.compile(pathRegex);
        this.planned = planned;
    }

    /** The request is not executed. */
    public void failBeforeCommit(int status, String body) {
        plan(FaultStage.BEFORE_COMMIT, new FaultEffect.Answer(status, JSON, body, Map.of(), true));
    }

    /** The words of the proxy before Discord's servers, when those do not answer: 503, and no JSON. */
    public void unavailable() {
        var body = "upstream connect error or disconnect/reset before headers. reset reason: overflow";
        plan(FaultStage.BEFORE_COMMIT, new FaultEffect.Answer(503, "text/plain", body, Map.of(), true));
    }

    /** The request is executed, but the client is told otherwise. */
    public void failAfterCommit(int status, String body) {
        plan(FaultStage.AFTER_COMMIT, new FaultEffect.Answer(status, JSON, body, Map.of(), true));
    }

    /** The page of the network in front of Discord's servers, which do not answer it: 502, 504, 520 … The request is not executed. */
    public void gatewayErrorBeforeCommit(int status) {
        plan(FaultStage.BEFORE_COMMIT, gatewayError(status));
    }

    /** The same page, because the answer did not come back in time. */
    public void gatewayErrorAfterCommit(int status) {
        plan(FaultStage.AFTER_COMMIT, gatewayError(status));
    }

    private static FaultEffect.Answer gatewayError(int status) {
        var body = "<!DOCTYPE html><html><head><title>discord.com | " + status + "</title></head><body><h1>Error "
                + status + "</h1><p>cloudflare</p></body></html>";
        return new FaultEffect.Answer(status, "text/html; charset=UTF-8", body, Map.of(), false);
    }

    /** The client is told otherwise at once, and the request is executed {@code time} after that. */
    public void commitLate(Duration time, int status, String body) {
        Executor later = CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS);
        commitWhen(() -> CompletableFuture.runAsync(() -> {}, later), status, body);
    }

    /** The client is told otherwise at once, and the request is executed when {@code moment} is complete. */
    public void commitWhen(CompletionStage<?> moment, int status, String body) {
        commitWhen(() -> moment, status, body);
    }

    /** As {@link #commitWhen(CompletionStage, int, String)}, with a moment that is asked for when the request has come, before its answer. */
    public void commitWhen(Supplier<CompletionStage<?>> moment, int status, String body) {
        var answer = new FaultEffect.Answer(status, JSON, body, Map.of(), true);
        plan(FaultStage.BEFORE_COMMIT, new FaultEffect.LateCommit(moment, answer));
    }

    /** The request waits, is executed and answered. */
    public void delay(Duration time) {
        plan(FaultStage.BEFORE_COMMIT, new FaultEffect.Delay(time));
    }

    /** The request is executed at once and answered late. */
    public void delayAnswer(Duration time) {
        plan(FaultStage.AFTER_COMMIT, new FaultEffect.Delay(time));
    }

    public void hangBeforeCommit(Duration time) {
        plan(FaultStage.BEFORE_COMMIT, new FaultEffect.Hang(time));
    }

    public void hangAfterCommit(Duration time) {
        plan(FaultStage.AFTER_COMMIT, new FaultEffect.Hang(time));
    }

    public void resetBeforeCommit() {
        hangBeforeCommit(Duration.ZERO);
    }

    public void resetAfterCommit() {
        hangAfterCommit(Duration.ZERO);
    }

    /**
     * A 429 out of the blue; header and body may contradict each other, as Discord's sometimes do.
     *
     * @param headerSeconds whole seconds for {@code Retry-After}
     * @param bodySeconds for {@code retry_after}
     */
    public void rateLimit(Scope scope, int headerSeconds, double bodySeconds) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Retry-After", Integer.toString(headerSeconds));
        headers.put("X-RateLimit-Scope", scope.headerValue());
        if (scope == Scope.GLOBAL) {
            headers.put("X-RateLimit-Global", "true");
        }
        var body = "{\"message\":\"You are being rate limited.\",\"retry_after\":" + RateLimits.decimal(bodySeconds)
                + ",\"global\":" + (scope == Scope.GLOBAL) + "}";
        plan(FaultStage.BEFORE_COMMIT, new FaultEffect.Answer(429, JSON, body, headers, true));
    }

    /** Cloudflare's answer to an address that it has blocked: HTML, and no {@code Via}. */
    public void blockedByCloudflare(int retryAfterSeconds) {
        var body = "<!doctype html><title>Access denied</title><h1>Error 1015: You are being rate limited</h1>";
        var headers = Map.of("Retry-After", Integer.toString(retryAfterSeconds));
        plan(FaultStage.BEFORE_COMMIT, new FaultEffect.Answer(429, "text/html; charset=UTF-8", body, headers, false));
    }

    /** One of Discord's refusals: status, code and text as its documentation lists them. */
    public void refuse(int status, int code, String message) {
        failBeforeCommit(status, "{\"message\":\"" + message + "\",\"code\":" + code + "}");
    }

    /** The server has as many active threads as it may have. */
    public void tooManyThreads() {
        refuse(400, 160_006, "Maximum number of active threads reached");
    }

    /** Sending is switched off for the moment, by Discord itself. */
    public void sendingDisabled() {
        refuse(403, 40_004, "Send messages has been temporarily disabled");
    }

    /** What a path is answered with that Discord does not know: no code says that anything is gone. */
    public void notFoundWithoutCode() {
        refuse(404, 0, "404: Not Found");
    }

    /** The page of a proxy in between. */
    public void notFoundInHtml() {
        var body = "<!doctype html><title>404 Not Found</title><h1>404 Not Found</h1>";
        plan(FaultStage.BEFORE_COMMIT, new FaultEffect.Answer(404, "text/html", body, Map.of(), false));
    }

    private void plan(FaultStage stage, FaultEffect effect) {
        planned.accept(new Fault(method, path, stage, effect));
    }
}
