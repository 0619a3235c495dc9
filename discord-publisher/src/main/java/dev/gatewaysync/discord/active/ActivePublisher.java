package dev.gatewaysync.discord.active;

import dev.gatewaysync.discord.intake.PlannedEvents;
import dev.gatewaysync.discord.leader.LeaderElection;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Runs all senders while this instance is the leader. */
@Component
@LeaderScoped
public final class ActivePublisher implements LeaderElection.Sending {
    private static final Logger log = LoggerFactory.getLogger(ActivePublisher.class);

    private final StoredSendState sendState;
    private final PlannedEvents plannedEvents;
    private final Senders senders;
    private final DirectoryKeeper keeper;
    private final Waiter waiter;

    ActivePublisher(
            StoredSendState sendState,
            PlannedEvents plannedEvents,
            Senders senders,
            DirectoryKeeper keeper,
            Waiter waiter) {
        this.sendState = sendState;
        this.plannedEvents = plannedEvents;
        this.senders = senders;
        this.keeper = keeper;
        this.waiter = waiter;
    }

    @Override
    public void start() {
        sendState.restore();
        keeper.start();
        senders.start();
        plannedEvents.listenWith(senders::planned);
    }

    @Override
    public void stop(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        plannedEvents.stopListening();
        waiter.stop();
        try {
            senders.stop(patience);
            keeper.stop(Duration.ofNanos(end - System.nanoTime()));
            sendState.save();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn(
                    "discord.sends_not_stored reason={} next=after the restart a limit may be known late",
                    e.toString());
        }
    }
}
