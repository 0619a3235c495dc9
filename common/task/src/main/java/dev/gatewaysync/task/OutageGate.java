package dev.gatewaysync.task;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether something outside is away, known without asking it. The first {@link #report} of a failure begins the outage; a probe
 * in the background ends it when it succeeds. Whatever a probe fails with, another follows, for nobody else ends the outage. After
 * {@link #close} an outage that lasts or begins is not ended any more. Safe to use from any thread.
 */
public final class OutageGate implements AutoCloseable {
    private final Settings settings;
    private final Probe probe;
    private final AtomicReference<@Nullable Outage> current = new AtomicReference<>();
    private volatile boolean closed;

    /** Asks once whether the outage is over. */
    @FunctionalInterface
    public interface Probe {
        /** @return false if it lasts; any exception says the same */
        boolean isBack() throws InterruptedException;
    }

    private OutageGate(Settings settings, Probe probe) {
        this.settings = settings;
        this.probe = probe;
    }

    /** @param name of the probing thread, as it appears in logs */
    public static Settings named(String name) {
        return new Settings(Loop.named(name));
    }

    public boolean isAway() {
        return current.get() != null;
    }

    /** Why it is away, by the last failure; null if it is not. */
    public @Nullable String reason() {
        Outage outage = current.get();
        return outage == null ? null : outage.reason;
    }

    /** It has failed in a way that is no single call's fault. Does nothing while it is known to be away. */
    public void report(String reason) {
        Outage begun = new Outage(reason);
        if (current.compareAndSet(null, begun) && !closed) {
            try {
                settings.onAway.accept(reason);
            } finally {
                begun.loop.start();
                if (closed) {
                    begun.loop.stop();
                }
            }
        }
    }

    /** What {@code call} returns, or {@code otherwise} while it is away; a call that fails is reported. */
    public <T> T call(Supplier<T> call, Supplier<T> otherwise) {
        if (isAway()) {
            return otherwise.get();
        }
        try {
            return call.get();
        } catch (RuntimeException e) {
            report(e.toString());
            return otherwise.get();
        }
    }

    /** Does not wait for the next probe, if it is away. */
    public void probeNow() {
        Outage outage = current.get();
        if (outage != null) {
            outage.loop.wake();
        }
    }

    /** A probe under way is let come to its end. */
    @Override
    public void close() {
        closed = true;
        Outage outage = current.get();
        if (outage != null) {
            outage.loop.stop();
        }
    }

    /** How a gate asks, and who hears of it; {@link #probing} makes one of it. */
    public static final class Settings {
        private final Loop.Settings loop;
        private IntFunction<Duration> waits = probe -> Duration.ofSeconds(1);
        private Consumer<String> onAway = reason -> {};
        private Runnable beforeProbes = () -> {};
        private Consumer<Throwable> onFailedProbe = failure -> {};
        private IntConsumer onBack = probes -> {};

        private Settings(Loop.Settings loop) {
            this.loop = loop;
        }

        /** @param probeToWait how long to wait before each probe, the first being 1; a second unless set */
        public Settings every(IntFunction<Duration> probeToWait) {
            waits = probeToWait;
            return this;
        }

        /** @param reasonOfFirst run once an outage, by the thread that has met it first */
        public Settings onAway(Consumer<String> reasonOfFirst) {
            onAway = reasonOfFirst;
            return this;
        }

        /** @param once run once an outage, by the probing thread, before it first waits */
        public Settings beforeProbes(Runnable once) {
            beforeProbes = once;
            return this;
        }

        public Settings onFailedProbe(Consumer<Throwable> failure) {
            onFailedProbe = failure;
            return this;
        }

        /** @param probes run with their number after the outage is over; if it fails, the outage goes on */
        public Settings onBack(IntConsumer probes) {
            onBack = probes;
            return this;
        }

        public Settings clock(MonotonicClock time) {
            loop.clock(time);
            return this;
        }

        public OutageGate probing(Probe probe) {
            return new OutageGate(this, probe);
        }
    }

    /** From the first failure to the probe that succeeds. */
    private final class Outage {
        private final Loop loop = settings.loop.running(this::round);
        private volatile String reason;
        private int probes;

        Outage(String reason) {
            this.reason = reason;
        }

        private Duration round() throws InterruptedException {
            if (probes == 0) {
                probes = 1;
                settings.beforeProbes.run();
            } else if (isOver()) {
                loop.stop();
                return Duration.ZERO;
            } else {
                probes++;
            }
            return settings.waits.apply(probes);
        }

        private boolean isOver() throws InterruptedException {
            if (closed) {
                return true;
            }
            try {
                if (!probe.isBack()) {
                    return false;
                }
                current.compareAndSet(this, null);
                settings.onBack.accept(probes);
                return true;
            } catch (RuntimeException | Error e) {
                reason = e.getMessage() == null ? e.toString() : e.getMessage();
                settings.onFailedProbe.accept(e);
                return !current.compareAndSet(null, this) && current.get() != this;
            }
        }
    }
}
