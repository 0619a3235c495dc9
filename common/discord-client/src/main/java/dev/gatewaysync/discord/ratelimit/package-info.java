/**
 * Decides when a request to Discord may be sent; knows nothing of HTTP.
 *
 * <p>Ask {@link dev.gatewaysync.discord.ratelimit.RateLimiter} for a {@link dev.gatewaysync.discord.ratelimit.Permit},
 * send, and tell the permit what came back. All times run on a
 * {@link dev.gatewaysync.task.MonotonicClock}: a step of the wall clock changes nothing.
 */
@NullMarked
package dev.gatewaysync.discord.ratelimit;

import org.jspecify.annotations.NullMarked;
