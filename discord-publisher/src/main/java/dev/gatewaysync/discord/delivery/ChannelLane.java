package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.route.Destination;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ordered sends of one channel: one after the other, the next only when the last one's fate is stored. */
final class ChannelLane {
    private static final Logger log = LoggerFactory.getLogger(ChannelLane.class);
    /** More than fit in one message. */
    private static final int LOOK_AHEAD = 20;

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private final LaneTools tools;
    private final SendAttempt sendAttempt;
    private final Pause pause;
    private final Map<String, Destination.Channel> channels = new ConcurrentHashMap<>();
    private final Set<Long> alone = new HashSet<>();
    private final Semaphore wake = new Semaphore(0);
    private final SlowProbe probe;
    private final Thread thread;
    private int failures;

    ChannelLane(String channelId, LaneTools tools, Pause pause) {
        this.tools = tools;
        this.sendAttempt = new SendAttempt(tools);
        this.pause = pause;
        this.probe = new SlowProbe(tools.timing(), tools.courier()::mayProbe, pause);
        this.thread = Thread.ofVirtual().name("lane-" + channelId).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** From now on this lane sends what is planned for {@code target}. */
    void serve(String target, Destination.Channel channel) {
        if (channels.put(target, channel) == null) {
            probe.resume();
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

    /** Tries again now, if it waits because it was not let in. */
    void resume() {
        probe.resume();
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
        while (!pause.isStopped()) {
            try {
                step();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // An Error too: without its lane a channel would get nothing until the next term, and nobody would be
                // told.
                failures++;
                log.warn("lane.failed reason={} next=trying again", e.toString());
                log.debug("lane.failed", e);
                if (!rest()) {
                    return;
                }
            }
        }
    }

    private void step() throws InterruptedException {
        Map<String, Destination.Channel> to = Map.copyOf(channels);
        List<Delivery> open = tools.lease().isHeld() ? open(to) : List.of();
        if (open.isEmpty()) {
            alone.clear();
            if (wake.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
            return;
        }
        Delivery first = open.get(0);
        Destination.Channel channel = Objects.requireNonNull(to.get(first.target()));
        if (channel.webhook() == null && !tools.gate().isOpen()) {
            tools.targets().paused(first.target(), channel, "Discord refuses the bot's token; check DISCORD_TOKEN");
            pause.sleep(Duration.ofSeconds(1));
            return;
        }
        if (tools.courier().isBlocked()) {
            // Whoever keeps the term asks for all lanes whether it is over.
            pause.sleep(LONGEST_WAIT);
            return;
        }
        Duration wait = tools.courier().wait(channel);
        if (!wait.isZero()) {
            pause.sleep(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
            return;
        }
        OutgoingMessage outgoingMessage;
        try {
            outgoingMessage = tools.shipments().next(open, to, delivery -> alone.contains(delivery.seq()));
        } catch (IllegalArgumentException
                | ClassCastException
                | dev.gatewaysync.events.MalformedEventException
                | StackOverflowError e) {
            tools.parking()
                    .park(
                            first,
                            "No card can be made of it: " + Objects.requireNonNullElse(e.getMessage(), e.toString()));
            return;
        }
        after(sendAttempt.send(outgoingMessage, channel), outgoingMessage, channel);
    }

    private void after(SendAttempt.Verdict verdict, OutgoingMessage outgoingMessage, Destination.Channel channel)
            throws InterruptedException {
        switch (verdict) {
            case SENT -> {
                failures = 0;
                probe.passed();
            }
            case AGAIN_SOON -> {
                failures++;
                rest();
            }
            case IN_DOUBT -> {
                failures++;
                pause.sleep(tools.timing().doubt());
                if (failures > 1) {
                    rest();
                }
            }
            case SPLIT -> outgoingMessage.deliveries().forEach(delivery -> alone.add(delivery.seq()));
            case NOT_ALLOWED -> probe.await();
            case HELD_BACK -> pause.sleep(Duration.ofMillis(200));
            case DEAD -> bury(channel, outgoingMessage);
        }
    }

    private void bury(Destination.Channel channel, OutgoingMessage outgoingMessage) {
        List<String> targets = channels.entrySet().stream()
                .filter(entry -> entry.getValue().via().equals(channel.via()))
                .map(Map.Entry::getKey)
                .toList();
        targets.forEach(target -> {
            forget(target);
            tools.targets().seen(target, tools.directory().destination(target));
        });
        String why = "The channel or webhook is gone: " + channel.name();
        tools.parking().parkAll(outgoingMessage.first().target(), why);
        targets.forEach(target -> tools.parking().parkAll(target, why));
    }

    private boolean rest() {
        try {
            return pause.sleep(tools.timing().backoff().after(failures));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<Delivery> open(Map<String, Destination.Channel> to) {
        List<Delivery> open = new ArrayList<>();
        to.keySet().forEach(target -> open.addAll(tools.outbox().open(target, LOOK_AHEAD)));
        open.sort(Comparator.comparingLong(Delivery::seq));
        return open.size() > LOOK_AHEAD ? open.subList(0, LOOK_AHEAD) : open;
    }
}
