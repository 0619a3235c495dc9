package dev.gatewaysync.discord.active;

import dev.gatewaysync.discord.crosspost.Crossposts;
import dev.gatewaysync.discord.lane.LaneScheduler;
import dev.gatewaysync.discord.lateedit.LateEdits;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.pinned.StatisticsMessages;
import dev.gatewaysync.discord.serverevent.ServerEvents;
import dev.gatewaysync.discord.thread.MessageThreads;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Everything that sends: lanes, pinned statistics, the server's events, what publishes messages, opens threads below them, looks for late edits. */
@Component
@LeaderScoped
final class Senders {
    /** Change the numbers without being shown beside them. */
    private static final Set<EventType> CHANGES_NUMBERS =
            Set.of(BuiltInType.SYNC_COMPLETED, BuiltInType.MILESTONE_REACHED);

    private final LaneScheduler lanes;
    private final StatisticsMessages statistics;
    private final ServerEvents serverEvents;
    private final Crossposts crossposts;
    private final MessageThreads threads;
    private final LateEdits lateEdits;

    Senders(
            LaneScheduler lanes,
            StatisticsMessages statistics,
            ServerEvents serverEvents,
            Crossposts crossposts,
            MessageThreads threads,
            LateEdits lateEdits) {
        this.lanes = lanes;
        this.statistics = statistics;
        this.serverEvents = serverEvents;
        this.crossposts = crossposts;
        this.threads = threads;
        this.lateEdits = lateEdits;
    }

    void start() {
        lanes.start();
        statistics.start();
        serverEvents.start();
        crossposts.start();
        threads.start();
        lateEdits.start();
    }

    /** Deliveries of these events have been planned. */
    void planned(List<EventEnvelope> events) {
        lanes.wake();
        for (EventEnvelope event : events) {
            if (CHANGES_NUMBERS.contains(event.type())) {
                statistics.refreshAfter(event.id());
            } else if (event.type() == BuiltInType.STATS_UPDATED) {
                statistics.wake();
            } else if (event.type() == BuiltInType.MAINTENANCE) {
                serverEvents.wake();
            }
        }
    }

    void wakeLanes() {
        lanes.wake();
    }

    void wakeStatistics() {
        statistics.wake();
    }

    /** Tries again now what refuses access to this target. */
    void resume(String target) {
        lanes.resume(target);
        statistics.resume(target);
    }

    void resumeAll() {
        lanes.resumeAll();
        statistics.resumeAll();
        serverEvents.resume();
        crossposts.resume();
        threads.resume();
    }

    /** The {@link dev.gatewaysync.task.Waiter} of all of them must have been stopped before. */
    void stop(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        lanes.stop(patience);
        statistics.stop(end);
        serverEvents.stop(Duration.ofNanos(end - System.nanoTime()));
        crossposts.stop(Duration.ofNanos(end - System.nanoTime()));
        threads.stop(Duration.ofNanos(end - System.nanoTime()));
        lateEdits.stop(Duration.ofNanos(end - System.nanoTime()));
    }
}
