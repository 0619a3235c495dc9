package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.storage.history.AttemptExchange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of a try beside its outcome.
 *
 * @param exchange null where nothing was sent for it
 * @param untilNext null if there is no further try, or none that is known beforehand
 */
public record Tried(
        @Nullable AttemptExchange exchange, @Nullable Duration untilNext) {
    public static final Tried WITHOUT_REQUEST = new Tried(null, null);

    /** And that was it. */
    public static Tried atLast(@Nullable AttemptExchange exchange) {
        return new Tried(exchange, null);
    }
}
