package dev.gatewaysync.simulator.limits;

import java.util.Map;

/** A request that a limit refuses. Nothing has been done for it. */
public final class RateLimited extends RuntimeException {

    private final Scope scope;
    private final double retryAfterSeconds;
    private final int code;
    private final transient Map<String, String> headers;

    RateLimited(Scope scope, double retryAfterSeconds, int code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.scope = scope;
        this.retryAfterSeconds = retryAfterSeconds;
        this.code = code;
        this.headers = headers;
    }

    public Scope scope() {
        return scope;
    }

    public double retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Discord's error code, 0 for none. */
    public int code() {
        return code;
    }

    /** What the refusing limit says of itself; hidden limits say nothing. */
    public Map<String, String> headers() {
        return headers;
    }
}
