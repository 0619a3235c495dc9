package dev.gatewaysync.discord.lane;

import dev.gatewaysync.discord.route.Destination;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The waits of all senders of one channel: what is wrong with one of them holds up no other. */
final class RetryWaits {
    private final Supplier<RetryWait> fresh;
    private final Map<String, RetryWait> bySender = new ConcurrentHashMap<>();

    /** @param fresh makes the wait of a sender, which may send at once */
    RetryWaits(Supplier<RetryWait> fresh) {
        this.fresh = fresh;
    }

    RetryWait of(Destination.Channel channel) {
        return bySender.computeIfAbsent(channel.via(), sender -> fresh.get());
    }

    boolean isReady(Destination.Channel channel) {
        return of(channel).remaining().isZero();
    }

    /** Until the first of them may send again, at most {@code longest}. */
    Duration untilNext(Duration longest) {
        return bySender.values().stream()
                .map(RetryWait::remaining)
                .filter(Duration::isPositive)
                .filter(left -> left.compareTo(longest) < 0)
                .min(Duration::compareTo)
                .orElse(longest);
    }

    void resumeAll() {
        bySender.values().forEach(RetryWait::resume);
    }
}
