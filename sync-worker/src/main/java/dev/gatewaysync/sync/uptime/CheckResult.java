package dev.gatewaysync.sync.uptime;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param status of HTTP; null if there was no answer
 * @param certificateExpires when the certificate of the app's own address runs out; null if it has shown none
 * @param response until the last byte that was looked at; null if there was no answer
 */
record CheckResult(
        AppState state,
        @Nullable Integer status,
        @Nullable Duration response,
        @Nullable String problem,
        @Nullable Instant certificateExpires) {

    /** Of an answer without a certificate, or of none. */
    CheckResult(AppState state, @Nullable Integer status, @Nullable Duration response, @Nullable String problem) {
        this(state, status, response, problem, null);
    }

    CheckResult withCertificate(@Nullable Instant expires) {
        return new CheckResult(state, status, response, problem, expires);
    }
}
