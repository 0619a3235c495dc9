package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.channel.Targets;
import dev.gatewaysync.discord.route.Destination;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out which channels have something to send, and keeps a lane for each. */
final class LaneScheduler {
    private static final Logger log = LoggerFactory.getLogger(LaneScheduler.class);
    private static final Duration POLL = Duration.ofSeconds(2);
    /** Planning comes in bursts; each pass reads the whole backlog's index. */
    private static final Duration BREATH = Duration.ofMillis(20);

    /** How often it is looked for what waits for a batch that never ends. */
    private static final Duration RELEASE = Duration.ofMinutes(1);

    private final LaneTools tools;
    private final ChannelCreator channels;
    private final Pause pause;
    private final Map<String, ChannelLane> lanes = new ConcurrentHashMap<>();
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private long nextReleaseNanos = System.nanoTime();

    LaneScheduler(LaneTools tools, ChannelCreator channels, Pause pause) {
        this.tools = tools;
        this.channels = channels;
        this.pause = pause;
        this.thread = Thread.ofVirtual().name("lanes").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Something new may have been planned. */
    void wake() {
        wake.release();
    }

    void resume(String target) {
        lanes.values().stream().filter(lane -> lane.serves(target)).forEach(ChannelLane::resume);
        wake();
    }

    /** What refuses access is tried now. */
    void resumeAll() {
        lanes.values().forEach(ChannelLane::resume);
        wake();
    }

    /** The {@link Pause} must have been stopped before. */
    void stop(Duration patience) throws InterruptedException {
        wake();
        long end = System.nanoTime() + patience.toNanos();
        thread.join(patience);
        for (ChannelLane lane : lanes.values()) {
            lane.stop(Duration.ofNanos(end - System.nanoTime()));
        }
    }

    private void run() {
        while (!pause.isStopped()) {
            try {
                pass();
                pause.sleep(BREATH);
                if (wake.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                log.warn("lanes.failed reason={} next=trying again", e.toString());
                log.debug("lanes.failed", e);
                if (!rest()) {
                    return;
                }
            }
        }
    }

    private boolean rest() {
        try {
            return pause.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void pass() {
        releaseHeld();
        Map<String, Long> byChannel = new LinkedHashMap<>();
        for (Map.Entry<String, Long> waiting : tools.outbox().backlog().entrySet()) {
            String target = waiting.getKey();
            Destination destination = tools.directory().destination(target);
            if (destination instanceof Destination.Channel channel) {
                byChannel.merge(channel.name(), waiting.getValue(), Long::sum);
            }
            if (!Targets.isStatistics(target) && tools.lease().isHeld()) {
                assign(target, destination);
            }
        }
        tools.metrics().backlog(byChannel);
        parkUnreadable();
    }

    private void parkUnreadable() {
        if (tools.lease().isHeld() && !tools.outbox().unreadable().isEmpty()) {
            tools.parking().parkUnreadable();
            lanes.values().forEach(ChannelLane::wake);
        }
    }

    private void releaseHeld() {
        if (tools.lease().isHeld() && System.nanoTime() - nextReleaseNanos >= 0) {
            nextReleaseNanos = System.nanoTime() + RELEASE.toNanos();
            int released = tools.outbox().releaseHeld(tools.timing().batchPatience());
            if (released > 0) {
                log.warn(
                        "delivery.released deliveries={} reason=the last of their batch did not come, or before them",
                        released);
            }
        }
    }

    private void assign(String target, Destination destination) {
        tools.targets().seen(target, destination);
        switch (destination) {
            case Destination.Channel channel -> {
                ChannelLane lane = lanes.computeIfAbsent(channel.id(), id -> {
                    ChannelLane made = new ChannelLane(id, tools, pause);
                    made.start();
                    return made;
                });
                lanes.values().stream().filter(other -> other != lane).forEach(other -> other.forget(target));
                lane.serve(target, channel);
            }
            case Destination.Missing missing -> {
                String error = "Not shown: the server has no such channel; expected " + missing.expected();
                int skipped = tools.outbox().skipAll(target, error);
                tools.metrics().delivered(target, "skipped", skipped);
                log.info("delivery.skipped target={} deliveries={} reason={}", target, skipped, error);
            }
            case Destination.Dead dead -> tools.parking().parkAll(target, dead.why());
            case Destination.Hidden hidden -> lanes.values().forEach(lane -> lane.forget(target));
            case Destination.ToBeMade toBeMade -> channels.want(target, toBeMade);
            case Destination.Unknown unknown -> {}
        }
    }
}
