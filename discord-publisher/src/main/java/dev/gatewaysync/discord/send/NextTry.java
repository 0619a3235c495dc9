package dev.gatewaysync.discord.send;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long whoever sends is going to wait. */
@FunctionalInterface
public interface NextTry {
    /** Until the next try; null if none follows by itself, or nobody can tell when. Nothing is changed by asking. */
    @Nullable
    Duration after(SendResult result);
}
