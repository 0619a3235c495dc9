package dev.gatewaysync.discord.lane;

import dev.gatewaysync.discord.compose.OutgoingMessage;
import dev.gatewaysync.discord.leader.Pause;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.UnreachableTargets;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.send.SendAttempt;
import dev.gatewaysync.discord.send.SendGate;
import dev.gatewaysync.discord.send.SendResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
    private final Pause pause;
    private final Map<String, Destination.Channel> channels = new ConcurrentHashMap<>();
    private final Set<Long> alone = new HashSet<>();
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);

    ChannelLane(
            LaneMessages messages,
            SendGate gate,
            SendAttempt sendAttempt,
            UnreachableTargets unreachable,
            RetryWait retryWait,
            Pause pause) {
        this.messages = messages;
        this.gate = gate;
        this.sendAttempt = sendAttempt;
        this.unreachable = unreachable;
        this.retryWait = retryWait;
        this.pause = pause;
    }

    void start(String channelId) {
        thread.setName("lane-" + channelId);
        thread.start();
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
        wake.release();
    }

    boolean serves(String target) {
        return channels.containsKey(target);
    }

    /** Tries again now, if it waits because the channel refused access. */
    void resume() {
        retryWait.resume();
    }

    /** Waits for the request in flight; after {@code patience} it is abandoned, and looked for at the next start. */
    void stop(Duration patience) throws InterruptedException {
        wake();
        resume();
        if (!thread.join(patience.isPositive() ? patience : Duration.ofMillis(1))) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(1));
        }
    }

    private void run() {
        try {
            while (!pause.isStopped()) {
                stepSafely();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stepSafely() throws InterruptedException {
        try {
            step();
        } catch (RuntimeException | Error e) {
            // An Error too: without its lane a channel would get nothing until the next leader, and nobody would know.
            log.warn("lane.failed reason={} next=trying again", e.toString());
            log.debug("lane.failed", e);
            retryWait.afterFailure();
        }
    }

    private void step() throws InterruptedException {
        Map<String, Destination.Channel> to = Map.copyOf(channels);
        List<Delivery> open = messages.open(to.keySet());
        if (open.isEmpty()) {
            alone.clear();
            if (wake.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
            return;
        }
        String target = open.get(0).target();
        Destination.Channel channel = Objects.requireNonNull(to.get(target));
        Duration wait = gate.untilOpen(target, channel);
        if (!wait.isZero()) {
            pause.sleep(wait);
            return;
        }
        Optional<OutgoingMessage> next = messages.next(open, to, delivery -> alone.contains(delivery.seq()));
        if (next.isPresent()) {
            after(sendAttempt.send(next.get(), channel), next.get(), channel);
        }
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
