package dev.gatewaysync.discord.rest;

import java.time.Duration;

/**
 * Why a request did not succeed. Holds no token and no webhook URL.
 *
 * @param status HTTP status; 0 when no answer came
 * @param code Discord's JSON error code; 0 when the answer had none
 * @param retryAfter how long Discord told us to wait; zero when it did not
 * @param message what happened, in words, without any token
 */
public record DiscordFailure(FailureClass failureClass, int status, int code, Duration retryAfter, String message) {

    static DiscordFailure withoutAnswer(FailureClass failureClass, String message) {
        return new DiscordFailure(failureClass, 0, 0, Duration.ZERO, message);
    }

    /** Whether a request that changes nothing twice (a read, an edit, a pin) may be sent again. */
    public boolean retryableWhenIdempotent() {
        return switch (failureClass) {
            case SLOW_DOWN, BLOCKED, NOT_EXECUTED, AMBIGUOUS -> true;
            case TARGET_DEAD, CREDENTIAL, PERMISSION, UNAVAILABLE, POISON, EDIT_TARGET_LOST -> false;
        };
    }
}
