package dev.gatewaysync.discord.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.storage.Database;
import dev.gatewaysync.task.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.Lifecycle;

/** The active instance consumes, whatever goes wrong at its start. */
class LeaderElectionTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final ManualClock clock = new ManualClock();

    @TempDir
    Path folder;

    private static final class Consumer implements Lifecycle {
        final AtomicInteger starts = new AtomicInteger();
        final AtomicInteger stops = new AtomicInteger();
        private final Supplier<? extends Throwable> failure;
        private volatile boolean running;

        Consumer(Supplier<? extends Throwable> failure) {
            this.failure = failure;
        }

        @Override
        public void start() {
            if (starts.incrementAndGet() <= 2) {
                throw LeaderElectionTest.<RuntimeException>asUnchecked(failure.get());
            }
            running = true;
        }

        @Override
        public void stop() {
            stops.incrementAndGet();
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T asUnchecked(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    void a_consumer_that_fails_at_its_start_is_started_again() {
        consumesAfter(() -> new IllegalStateException("the container did not start"));
    }

    @Test
    void a_consumer_that_ends_with_an_error_is_started_again() {
        consumesAfter(() -> new NoClassDefFoundError("gone"));
    }

    private void consumesAfter(Supplier<? extends Throwable> failure) {
        Consumer consumer = new Consumer(failure);
        try (Database database = Database.open("jdbc:sqlite:" + folder.resolve("lease.db"))) {
            LeaderElection leaderElection = new LeaderElection(
                    new LeaderLease(database.jdbc(), InstantSource.system()),
                    QuietSending::new,
                    consumer,
                    new NoSession(),
                    Duration.ofSeconds(1),
                    clock);
            leaderElection.start();
            awaitConsuming(consumer);
            assertThat(consumer.starts).hasValue(3);
            assertThat(leaderElection.isActive()).isTrue();
            // As a container that an interrupt or an error has ended.
            consumer.running = false;
            awaitConsuming(consumer);
            assertThat(consumer.starts).hasValue(4);
            leaderElection.stop();
            await().atMost(LONG).until(() -> !consumer.isRunning());
        }
    }

    private void awaitConsuming(Consumer consumer) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(10)).until(() -> {
            clock.tick(Duration.ofSeconds(1));
            return consumer.isRunning();
        });
    }

    private static final class QuietSending implements LeaderElection.Sending {
        @Override
        public void start() {}

        @Override
        public void stop(Duration patience) {}
    }

    private static final class NoSession implements LeaderTask {
        @Override
        public void start() {}

        @Override
        public void stop() {}
    }
}
