package dev.gatewaysync.discord.lane;

import dev.gatewaysync.discord.compose.OutgoingMessage;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.UnreachableTargets;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.send.SendAttempt;
import dev.gatewaysync.discord.send.SendGate;
import dev.gatewaysync.discord.send.SendResult;
import dev.gatewaysync.task.Loop;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ordered sends of one channel: one after the other, the next only when the last one's fate is stored. */
final class ChannelLane {
    private static final Logger log = LoggerFactory.getLogger(ChannelLane.class);
    private static final Duration POLL = Duration.ofSeconds(5);

    private final LaneMessages messages;
    private final SendGate gate;
    private final SendAttempt sendAttempt;
    private final UnreachableTargets unreachable;
    private final RetryWait retryWait;
    private final Map<String, Destination.Channel> channels = new ConcurrentHashMap<>();
    private final Set<Long> alone = new HashSet<>();
    private final Loop loop;

    ChannelLane(
            LaneMessages messages,
            SendGate gate,
            SendAttempt sendAttempt,
            UnreachableTargets unreachable,
            RetryWait retryWait,
            Loop.Settings thread) {
        this.messages = messages;
        this.gate = gate;
        this.sendAttempt = sendAttempt;
        this.unreachable = unreachable;
        this.retryWait = retryWait;
        this.loop = thread.afterFailure(this::failed).running(this::step);
    }

    void start() {
        loop.start();
    }

    /** From now on this lane sends what is planned for {@code target}. */
    void serve(String target, Destination.Channel channel) {
        if (channels.put(target, channel) == null) {
            retryWait.resume();
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
        retryWait.resume();
    }

    /** Waits for the request in flight; after {@code patience} it is abandoned, and looked for at the next start. */
    void stop(Duration patience) {
        loop.stop(patience.isPositive() ? patience : Duration.ofMillis(1));
    }

    private Duration failed(Throwable failure) {
        // Without its lane a channel would get nothing until the next leader, and nobody would know.
        log.warn("lane.failed reason={} next=trying again", failure.toString());
        log.debug("lane.failed", failure);
        return retryWait.afterFailure();
    }

    private Duration step() throws InterruptedException {
        Map<String, Destination.Channel> to = Map.copyOf(channels);
        List<Delivery> open = messages.open(to.keySet());
        if (open.isEmpty()) {
            alone.clear();
            return POLL;
        }
        String target = open.get(0).target();
        Destination.Channel channel = Objects.requireNonNull(to.get(target));
        Duration wait = gate.untilOpen(target, channel);
        if (!wait.isZero()) {
            loop.sleep(wait);
            return Duration.ZERO;
        }
        Optional<OutgoingMessage> next = messages.next(open, to, delivery -> alone.contains(delivery.seq()));
        if (next.isPresent()) {
            after(sendAttempt.send(next.get(), channel), next.get(), channel);
        }
        return Duration.ZERO;
    }

    private void after(SendResult result, OutgoingMessage message, Destination.Channel channel)
            throws InterruptedException {
        if (result == SendResult.SEND_ALONE) {
            message.deliveries().forEach(delivery -> alone.add(delivery.seq()));
        } else if (result == SendResult.TARGET_DEAD) {
            channelGone(channel, message.first().target());
        }
        retryWait.after(result);
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
