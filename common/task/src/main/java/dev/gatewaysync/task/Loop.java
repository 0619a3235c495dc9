package dev.gatewaysync.task;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a round, waits, and does the next, on a thread of its own from start to stop. Nothing but a stop ends it: a round that
 * fails, even with an error, is followed by another one. It can be started again; the thread of an earlier start that is slow to end
 * does no further round. Safe to use from any thread.
 */
public final class Loop {
    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration INTERRUPTED_PATIENCE = Duration.ofSeconds(1);

    private final Settings settings;
    private final Round round;
    private volatile @Nullable Run run;

    /** One round. */
    @FunctionalInterface
    public interface Round {
        /** @return how long the loop waits for the next round, unless {@link Loop#wake} comes first */
        Duration run() throws InterruptedException;
    }

    private Loop(Settings settings, Round round) {
        this.settings = settings;
        this.round = round;
    }

    /**
     * On a virtual thread. After a failure, which is logged, it waits a second.
     *
     * @param name of its thread, as it appears in logs
     */
    public static Settings named(String name) {
        return new Settings(name);
    }

    /** Does nothing if it runs already. */
    public synchronized void start() {
        if (run == null) {
            Run started = new Run(settings.whole == null ? new Waiter(settings.clock) : settings.whole.part());
            run = started;
            started.thread.start();
        }
    }

    /** Begins the next round now, or as soon as the one under way has ended. */
    public void wake() {
        Run current = run;
        if (current != null) {
            current.waiter.wake();
        }
    }

    /**
     * Waits within a round; to be called by the loop's own thread.
     *
     * @return false if a stop came first, even if the loop has been started again since
     */
    public boolean sleep(Duration time) throws InterruptedException {
        Run current = run;
        return current != null && current.thread == Thread.currentThread() && current.waiter.sleep(time);
    }

    /** Lets a round that is under way come to its end; none follows. A round may say so itself. */
    public synchronized void stop() {
        Run stopped = run;
        run = null;
        if (stopped != null) {
            stopped.waiter.stop();
        }
    }

    /** Interrupts a round that is under way; none follows. */
    public void stopNow() {
        stopNow(Duration.ZERO);
    }

    /** Interrupts a round that is under way and waits for its end, at most for {@code patience}. None follows. */
    public void stopNow(Duration patience) {
        Run stopped = run;
        stop();
        if (stopped != null) {
            stopped.thread.interrupt();
            stopped.join(patience);
        }
    }

    /** Waits for the round that is under way; after {@code patience} it is interrupted. None follows. */
    public void stop(Duration patience) {
        Run stopped = run;
        stop();
        if (stopped != null && !stopped.join(patience)) {
            stopped.thread.interrupt();
            stopped.join(INTERRUPTED_PATIENCE);
        }
    }

    /**
     * Waits for the round that is under way and what follows the last one, and interrupts nothing. None follows.
     *
     * @return whether it has ended within {@code patience}
     */
    public boolean drain(Duration patience) {
        Run stopped = run;
        stop();
        return stopped == null || stopped.join(patience);
    }

    public boolean isRunning() {
        return run != null;
    }

    /** How a loop runs; {@link #start} and {@link #running} make one of it. */
    public static final class Settings {
        private final String name;
        private Thread.Builder thread;
        private MonotonicClock clock = MonotonicClock.system();
        private Duration firstAfter = Duration.ZERO;
        private Runnable atEnd = () -> {};
        private @Nullable Waiter whole;
        private @Nullable Function<Throwable, Duration> afterFailure;

        private Settings(String name) {
            this.name = name;
            this.thread = Thread.ofVirtual().name(name);
        }

        /** On a daemon thread of the system, for rounds that would hold a carrier thread for long. */
        public Settings onPlatformThread() {
            thread = Thread.ofPlatform().daemon().name(name);
            return this;
        }

        public Settings firstAfter(Duration time) {
            firstAfter = time;
            return this;
        }

        /** @param failureToWait logs a failure or an error and says how long to wait; no wake-up ends that */
        public Settings afterFailure(Function<Throwable, Duration> failureToWait) {
            afterFailure = failureToWait;
            return this;
        }

        /** @param last run by the loop's thread after the last round, whatever ended it */
        public Settings atEnd(Runnable last) {
            atEnd = last;
            return this;
        }

        /** As {@link Loop#stop()} when {@code waiter} is stopped, whose clock it has. */
        public Settings stoppedBy(Waiter waiter) {
            whole = waiter;
            return this;
        }

        public Settings clock(MonotonicClock time) {
            clock = time;
            return this;
        }

        /** Not started yet. */
        public Loop running(Round round) {
            return new Loop(this, round);
        }

        private Duration failed(Throwable failure) {
            if (afterFailure != null) {
                try {
                    return afterFailure.apply(failure);
                } catch (RuntimeException | Error e) {
                    failure.addSuppressed(e);
                }
            }
            log.warn("{} failed and goes on in {} s", name, AFTER_FAILURE.toSeconds(), failure);
            return AFTER_FAILURE;
        }
    }

    /** From one start to the next. */
    private final class Run {
        private final Waiter waiter;
        private final Thread thread = settings.thread.unstarted(this::loop);

        Run(Waiter waiter) {
            this.waiter = waiter;
        }

        private void loop() {
            try {
                pause(settings.firstAfter, false);
                while (!waiter.isStopped()) {
                    once();
                }
            } finally {
                settings.atEnd.run();
            }
        }

        private void once() {
            Duration time;
            boolean failed = false;
            try {
                time = round.run();
            } catch (InterruptedException e) {
                // Of a stop; else somebody's mistake, which must not end the loop.
                time = AFTER_FAILURE;
            } catch (RuntimeException | Error e) {
                time = settings.failed(e);
                failed = true;
            }
            pause(time, !failed);
        }

        private void pause(Duration time, boolean wakeUp) {
            if (waiter.isStopped() || !time.isPositive()) {
                return;
            }
            try {
                if (wakeUp) {
                    waiter.await(time);
                } else {
                    waiter.sleep(time);
                }
            } catch (InterruptedException e) {
                log.debug("{} was interrupted", settings.name);
            }
        }

        /** @return whether the thread has ended, or is the caller's own */
        private boolean join(Duration patience) {
            if (thread == Thread.currentThread()) {
                return true;
            }
            try {
                return patience.isPositive() && thread.join(patience);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
