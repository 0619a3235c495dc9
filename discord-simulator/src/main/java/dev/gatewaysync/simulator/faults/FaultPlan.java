package dev.gatewaysync.simulator.faults;

import dev.gatewaysync.simulator.limits.RateLimits;
import dev.gatewaysync.simulator.limits.Scope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Chooses what goes wrong with the requests that {@link Faults#next} named. */
public final class FaultPlan {

    private static final String JSON = "application/json";

    private final Faults faults;
    private final int times;
    private final String method;
    private final String pathRegex;

    FaultPlan(Faults faults, int times, String method, String pathRegex) {
        this.faults = faults;
        this.times = times;
        this.method = method;
        this.pathRegex = pathRegex;
    }

    /** The request is not executed. */
    public void failBeforeCommit(int status, String body) {
        plan(FaultStage.BEFORE_COMMIT, new FaultEffect.Answer(status, JSON, body, Map.of(), true));
    }

    /** The request is executed, but the client is told otherwise. */
    public void failAfterCommit(int status, String body) {
        plan(FaultStage.AFTER_COMMIT, new FaultEffect.Answer(status, JSON, body, Map.of(), true));
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

    private void plan(FaultStage stage, FaultEffect effect) {
        faults.add(times, method, pathRegex, stage, effect);
    }
}
