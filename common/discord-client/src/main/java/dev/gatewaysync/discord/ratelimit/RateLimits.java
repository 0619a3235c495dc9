package dev.gatewaysync.discord.ratelimit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limits that no header announces. The limits of single routes are learned and need no setting.
 *
 * @param global per {@link Credential}; documented as 50 a second
 * @param hiddenWebhook per channel over all its webhooks; observed, in no document; {@code null} turns it off
 * @param oldEdits per channel, of messages older than one hour; observed (code 30046)
 * @param invalidRequests answers 401, 403 and 429 after which everything stops until older ones leave the window;
 *     Discord bans the address at 10,000 in 10 minutes
 */
public record RateLimits(Quota global, @Nullable Quota hiddenWebhook, Quota oldEdits, Quota invalidRequests) {

    public static RateLimits defaults() {
        return new RateLimits(
                new Quota(50, Duration.ofSeconds(1)),
                new Quota(30, Duration.ofSeconds(60)),
                new Quota(3, Duration.ofSeconds(6)),
                new Quota(1_000, Duration.ofMinutes(10)));
    }

    public RateLimits withHiddenWebhook(@Nullable Quota quota) {
        return new RateLimits(global, quota, oldEdits, invalidRequests);
    }

    public RateLimits withInvalidRequests(Quota quota) {
        return new RateLimits(global, hiddenWebhook, oldEdits, quota);
    }
}
