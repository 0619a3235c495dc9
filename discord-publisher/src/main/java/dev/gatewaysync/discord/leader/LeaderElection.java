package dev.gatewaysync.discord.leader;

import dev.gatewaysync.messaging.Backoff;
import dev.gatewaysync.task.Loop;
import dev.gatewaysync.task.MonotonicClock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps exactly one instance consuming, sending and holding the bot's session: the one with the {@link LeaderLease}. The others
 * stand by and take over when it is released or runs out.
 */
public final class LeaderElection implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LeaderElection.class);
    private static final Duration STANDBY_CHECK = Duration.ofSeconds(1);

    private final LeaderLease leaderLease;
    private final Supplier<? extends Sending> senders;
    private final Lifecycle consumer;
    private final LeaderTask session;
    private final Duration drain;
    private final ReentrantLock consuming = new ReentrantLock();
    private final MonotonicClock clock;
    private final Loop leading;
    private volatile @Nullable Sending active;
    private volatile @Nullable Loop starting;
    private int starts;

    /** What only the active instance does, from one taking of the lease to its loss. */
    public interface Sending {
        void start();

        /** Begins nothing new; what is in flight is waited for and stored. */
        void stop(Duration patience);
    }

    /**
     * @param senders makes what sends, anew each time that the lease is taken
     * @param consumer of the queue; its start waits for the broker
     * @param drain how long a stop waits for the requests in flight
     * @param clock of the renewals and of what is tried again
     */
    public LeaderElection(
            LeaderLease leaderLease,
            Supplier<? extends Sending> senders,
            Lifecycle consumer,
            LeaderTask session,
            Duration drain,
            MonotonicClock clock) {
        this.leaderLease = leaderLease;
        this.senders = senders;
        this.consumer = consumer;
        this.session = session;
        this.drain = drain;
        this.clock = clock;
        this.leading = Loop.named("discord-lease").clock(clock).atEnd(this::end).running(this::lead);
    }

    /** Whether this instance is the active one. */
    public boolean isActive() {
        return active != null && leaderLease.isHeld();
    }

    @Override
    public void start() {
        leading.start();
    }

    @Override
    public void stop() {
        leading.drain(drain.plusSeconds(3));
    }

    @Override
    public boolean isRunning() {
        return leading.isRunning();
    }

    private Duration lead() {
        take();
        return active == null ? STANDBY_CHECK : LeaderLease.RENEWAL;
    }

    private void end() {
        resign();
        try {
            leaderLease.release();
        } catch (RuntimeException e) {
            log.warn("The lease was not released and runs out by itself: {}", e.toString());
        }
    }

    private void take() {
        boolean held;
        try {
            held = leaderLease.take();
        } catch (RuntimeException | Error e) {
            log.warn("lease.failed reason={} next=sending stops when it runs out", e.toString());
            held = leaderLease.isHeld();
        }
        try {
            if (held && active == null) {
                log.info("publisher.active");
                Sending begun = senders.get();
                begun.start();
                active = begun;
                // Waits for the broker, which must not delay the next renewal.
                consume(begun);
                session.start();
            } else if (!held && active != null) {
                log.warn("publisher.standby reason=the lease is held by another instance or could not be renewed");
                resign();
            } else if (held && active != null && hasEndedByItself()) {
                log.warn("publisher.not_consuming reason=the consumer has ended by itself next=starting it again");
                consume(active);
            }
        } catch (RuntimeException | Error e) {
            log.error("publisher.failed reason={} next=trying again", e.toString());
            log.debug("publisher.failed", e);
        }
    }

    private boolean hasEndedByItself() {
        Loop until = starting;
        return until != null && !until.isRunning() && !consumer.isRunning();
    }

    /** Until it consumes, or is no longer the active one: an active instance that does not consume keeps everybody else from it. */
    private void consume(Sending begun) {
        starts = 0;
        Loop until = Loop.named("discord-consume").clock(clock).running(() -> startConsuming(begun));
        starting = until;
        until.start();
    }

    private Duration startConsuming(Sending begun) {
        Loop until = starting;
        // Of an earlier time as the leader nothing is left to do; the loop in the field is then another one's.
        if (active == begun && until != null && isConsuming(begun)) {
            until.stop();
        }
        return Backoff.DEFAULT.after(++starts);
    }

    /** True too if there is nothing to consume for any more. */
    private boolean isConsuming(Sending begun) {
        consuming.lock();
        try {
            if (active == begun) {
                consumer.start();
            }
            return true;
        } catch (RuntimeException | Error e) {
            log.error("publisher.not_consuming reason={} next=trying again", e.toString());
            stopHalfStarted();
            return false;
        } finally {
            consuming.unlock();
        }
    }

    private void stopHalfStarted() {
        try {
            consumer.stop();
        } catch (RuntimeException | Error e) {
            log.debug("The consumer was not stopped: {}", e.toString());
        }
    }

    /** A container that is stopped while it starts would go on by itself. */
    private void consumeNoMore() {
        consuming.lock();
        try {
            consumer.stop();
        } finally {
            consuming.unlock();
        }
    }

    private void resign() {
        Sending ended = active;
        active = null;
        Loop until = starting;
        starting = null;
        if (until != null) {
            until.stop();
        }
        if (ended != null) {
            // Intake ends first, and with what is left of the time the requests in flight.
            Thread intake = Thread.ofVirtual().name("discord-consume").start(this::consumeNoMore);
            ended.stop(drain);
            session.stop();
            try {
                intake.join(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
