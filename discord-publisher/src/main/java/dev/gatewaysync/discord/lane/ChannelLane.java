package dev.gatewaysync.discord.lane;

import dev.gatewaysync.discord.compose.OutgoingMessage;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.UnreachableTargets;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.send.SendAttempt;
import dev.gatewaysync.discord.send.SendGate;
import dev.gatewaysync.discord.send.SendResult;
import dev.gatewaysync.messaging.Backoff;
import dev.gatewaysync.task.Loop;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ordered sends of one channel: one after the other, the next only when the last one's fate is stored. While one of its
 * senders waits, because it is refused or nobody knows whether its message arrived, the others go on.
 */
final class ChannelLane {
    private static final Logger log = LoggerFactory.getLogger(ChannelLane.class);
    /** Whoever assigns something to a lane wakes it; with a thousand lanes each look that finds nothing adds up. */
    private static final Duration IDLE_POLL = Duration.ofMinutes(1);

    /** What waits for the limits may be settled otherwise meanwhile. */
    private static final Duration LIMITED_POLL = Duration.ofSeconds(5);

    private static final Duration DEFERRED_DELAY = Duration.ofMillis(200);

    private final LaneMessages messages;
    private final SendGate gate;
    private final SendAttempt sendAttempt;
    private final UnreachableTargets unreachable;
    private final RetryWaits waits;
    private final Backoff backoff;
    private final Map<String, Destination.Channel> channels = new ConcurrentHashMap<>();
    private final Set<Long> alone = new HashSet<>();
    private final Loop loop;
    /** In a row, of our own, before anything was sent. */
    private int ownFailures;

    ChannelLane(
            LaneMessages messages,
            SendGate gate,
            SendAttempt sendAttempt,
            UnreachableTargets unreachable,
            RetryWaits waits,
            Backoff backoff,
            Loop.Settings thread) {
        this.messages = messages;
        this.gate = gate;
        this.sendAttempt = sendAttempt;
        this.unreachable = unreachable;
        this.waits = waits;
        this.backoff = backoff;
        this.loop = thread.afterFailure(this::failed).running(this::step);
    }

    void start() {
        loop.start();
    }

    /** From now on this lane sends what is planned for {@code target}. */
    void serve(String target, Destination.Channel channel) {
        if (channels.put(target, channel) == null) {
            waits.of(channel).resume();
        }
        wake();
    }

    void forget(String target) {
        channels.remove(target);
    }

    void wake() {
        loop.wake();
    }

    boolean serves(String target) {
        return channels.containsKey(target);
    }

    /** Tries again now, if it waits because the channel refused access. */
    void resume() {
        waits.resumeAll();
        wake();
    }

    /** Waits for the request in flight; after {@code patience} it is abandoned, and looked for at the next start. */
    void stop(Duration patience) {
        loop.stop(patience.isPositive() ? patience : Duration.ofMillis(1));
    }

    private Duration failed(Throwable failure) {
        // Without its lane a channel would get nothing until the next leader, and nobody would know.
        log.warn("lane.failed reason={} next=trying again", failure.toString());
        log.debug("lane.failed", failure);
        ownFailures++;
        return backoff.after(ownFailures);
    }

    private Duration step() throws InterruptedException {
        Map<String, Destination.Channel> to = new HashMap<>(channels);
        boolean nobodyWaits = !to.values().removeIf(channel -> !waits.isReady(channel));
        List<Delivery> open = messages.open(to.keySet());
        if (open.isEmpty()) {
            ownFailures = 0;
            if (nobodyWaits) {
                alone.clear();
            }
            return waits.untilNext(IDLE_POLL);
        }
        String target = open.get(0).target();
        Destination.Channel channel = Objects.requireNonNull(to.get(target));
        Duration wait = gate.untilOpen(target, channel);
        if (!wait.isZero()) {
            if (gate.isTokenRefused(channel)) {
                waits.of(channel).hold(wait);
            } else {
                awaitLimits(target, channel, wait);
            }
            return Duration.ZERO;
        }
        Optional<OutgoingMessage> next = messages.next(open, to, delivery -> alone.contains(delivery.seq()));
        if (next.isPresent()) {
            after(sendAttempt.send(next.get(), channel, waits.of(channel)::next), next.get(), channel);
        }
        ownFailures = 0;
        return Duration.ZERO;
    }

    /** Without reading the outbox again and again: before one limit a thousand lanes would do hardly anything else. */
    private void awaitLimits(String target, Destination.Channel channel, Duration first) throws InterruptedException {
        Duration waited = Duration.ZERO;
        Duration wait = first;
        while (!wait.isZero() && waited.compareTo(LIMITED_POLL) < 0 && channel.equals(channels.get(target))) {
            if (!loop.sleep(wait) || gate.isTokenRefused(channel)) {
                return;
            }
            waited = waited.plus(wait);
            wait = gate.untilOpen(target, channel);
        }
    }

    private void after(SendResult result, OutgoingMessage message, Destination.Channel channel)
            throws InterruptedException {
        if (result == SendResult.SEND_ALONE) {
            message.deliveries().forEach(delivery -> alone.add(delivery.seq()));
        } else if (result == SendResult.TARGET_DEAD) {
            channelGone(channel, message.first().target());
        }
        waits.of(channel).after(result);
        if (result == SendResult.DEFERRED) {
            loop.sleep(DEFERRED_DELAY);
        }
    }

    private void channelGone(Destination.Channel channel, String first) {
        List<String> targets = channels.entrySet().stream()
                .filter(entry -> entry.getValue().via().equals(channel.via()))
                .map(Map.Entry::getKey)
                .toList();
        targets.forEach(this::forget);
        unreachable.failAll(first, targets, channel.name());
    }
}
