package dev.gatewaysync.discord.bot.session;

import java.time.Duration;

/**
 * How long to wait before the next login. Whether the token is accepted is asked by an ordinary request before each
 * identify, so asking often costs none of the {@link IdentifyBudget}: every {@value #TOKEN_SECONDS} s for ten minutes after
 * the token was refused, since a token is often refused for moments only; then every {@value #SLOWEST_SECONDS} s.
 */
final class LoginPause {
    static final int TOKEN_SECONDS = 10;
    static final int SLOWEST_SECONDS = 300;
    private static final int FIRST_SECONDS = 5;
    private static final int OFTEN = 60;

    private int refusals;
    private int failures;

    Duration afterRefusedToken() {
        failures = 0;
        refusals++;
        return Duration.ofSeconds(refusals <= OFTEN ? TOKEN_SECONDS : SLOWEST_SECONDS);
    }

    /** Doubles from failure to failure. */
    Duration afterFailure() {
        int doubled = FIRST_SECONDS << Math.min(failures, 6);
        failures++;
        return Duration.ofSeconds(Math.min(doubled, SLOWEST_SECONDS));
    }

    /** Discord ended the session for good for a reason that another try does not cure at once. */
    Duration afterEnd() {
        return Duration.ofSeconds(SLOWEST_SECONDS);
    }

    /** Another login can do better at once. */
    Duration beforeChangedLogin() {
        return Duration.ofSeconds(FIRST_SECONDS);
    }

    void loggedIn() {
        refusals = 0;
        failures = 0;
    }
}
