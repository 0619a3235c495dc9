package dev.gatewaysync.discord.ratelimit;

/**
 * Whose global limit a request counts against. Discord counts 50 requests a second per bot token, and per IP address
 * for requests without an {@code Authorization} header, which webhook executions are.
 *
 * @see <a href="https://discord.com/developers/docs/topics/rate-limits#global-rate-limit">Global rate limit</a>
 */
public enum Credential {
    BOT,
    /** No {@code Authorization} header: all webhooks of this machine share one limit. */
    ADDRESS
}
