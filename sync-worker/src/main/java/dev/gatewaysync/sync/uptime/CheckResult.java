package dev.gatewaysync.sync.uptime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param status of HTTP; null if there was no answer
 * @param response until the last byte that was looked at; null if there was no answer
 */
record CheckResult(
        AppState state,
        @Nullable Integer status,
        @Nullable Duration response,
        @Nullable String problem) {}
