package dev.gatewaysync.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.messaging.Topology;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.util.FileSystemUtils;

/**
 * In memory where there is such a file system, because there nobody else writes. The broker's thread ends with the store's error, which
 * whoever waits for something at that time would take for its own.
 */
@Tag("self-contained")
@Isolated
class ShortDiskIT {
    private static final long MIB = 1024 * 1024;
    private static final long LEFT = 64 * MIB;

    /** So short that a busy machine can have a broker that is well started anew once more. */
    private static final EmbeddedBroker.Pace QUICK =
            new EmbeddedBroker.Pace(Duration.ofMillis(300), Duration.ofSeconds(4));

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofMinutes(2);

    private Path directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        Path memory = Path.of("/dev/shm");
        directory = Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > 4 * LEFT
                ? Files.createTempDirectory(memory, "gateway-test-broker")
                : Files.createTempDirectory("gateway-test-broker");
    }

    @AfterEach
    void removeDirectory() throws IOException {
        FileSystemUtils.deleteRecursively(directory);
    }

    @Test
    void a_disk_that_is_too_short_is_named_in_one_sentence() throws IOException {
        // By far: tests of other modules write and delete on this disk at the same time.
        long more = free() + 1024 * MIB;
        assertThatThrownBy(() -> EmbeddedBroker.start(directory, more, QUICK))
                .isInstanceOf(EmbeddedStartException.class)
                .hasNoCause()
                .hasMessageMatching("the embedded broker has too little room: the disk with " + directory
                        + " has \\d+ MiB free, and it needs \\d+ MiB .*GATEWAY_DATA_DIR.*");
    }

    @Test
    void after_a_disk_that_was_short_it_stores_again_by_itself_and_has_lost_nothing() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, free() - LEFT, QUICK);
                ConfirmedPublisher publisher = new ConfirmedPublisher(factory(broker), PATIENCE)) {
            await().dontCatchUncaughtExceptions().atMost(LONG).until(publisher::isReachable);
            Path filler = fill(2 * LEFT);
            int stored = publishUntilRefused(publisher);
            // The first refusal may be that of a busy machine, which does not confirm in time.
            await().dontCatchUncaughtExceptions().atMost(LONG).until(() -> !publisher.isReachable());
            Files.delete(filler);
            int attempts = publishUntilStored(publisher);
            // What was refused may have been stored all the same.
            assertThat(messages(broker)).isBetween(stored + 1L, stored + 1L + attempts);
        }
    }

    @Test
    void a_store_that_has_died_is_opened_again_by_itself_and_has_lost_nothing() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, MIB, QUICK);
                ConfirmedPublisher publisher = new ConfirmedPublisher(factory(broker), PATIENCE)) {
            int before = publishUntilStored(publisher);
            QpidBroker first = broker.running();
            first.closeStore();
            assertThatThrownBy(() -> publisher.publishToQueue(Topology.HISTORY, "lost", Map.of(), new byte[10]))
                    .isInstanceOf(OutageFailure.class);
            int attempts = publishUntilStored(publisher);
            assertThat(messages(broker)).isBetween(2L, (long) before + attempts);
            assertThat(broker.running()).isNotSameAs(first);
        }
    }

    private static int publishUntilRefused(ConfirmedPublisher publisher) {
        for (int stored = 0; stored < 100; stored++) {
            try {
                publisher.publishToQueue(Topology.HISTORY, "m" + stored, Map.of(), new byte[(int) MIB]);
            } catch (OutageFailure e) {
                return stored;
            }
        }
        throw new AssertionError("The disk was never short");
    }

    /** @return how often it was tried */
    private static int publishUntilStored(ConfirmedPublisher publisher) {
        AtomicInteger attempts = new AtomicInteger();
        await().dontCatchUncaughtExceptions()
                .atMost(LONG)
                .ignoreExceptionsInstanceOf(OutageFailure.class)
                .until(() -> {
                    if (!publisher.isReachable()) {
                        return false;
                    }
                    attempts.incrementAndGet();
                    publisher.publishToQueue(Topology.HISTORY, "stored", Map.of(), new byte[10]);
                    return true;
                });
        return attempts.get();
    }

    /** Connects again when the broker, which was just started anew, is started anew once more: the connection ends, or nobody answers it. */
    private static long messages(EmbeddedBroker broker) {
        return await().dontCatchUncaughtExceptions()
                .atMost(LONG)
                .ignoreExceptionsMatching(e -> e instanceof IOException || e instanceof TimeoutException)
                .until(() -> depth(broker), depth -> true);
    }

    private static long depth(EmbeddedBroker broker) throws Exception {
        try (var connection = factory(broker).newConnection();
                var channel = connection.createChannel()) {
            return Topology.depth(channel, Topology.HISTORY);
        }
    }

    private static ConnectionFactory factory(EmbeddedBroker broker) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(broker.url());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setRequestedHeartbeat(5);
        factory.setHandshakeTimeout((int) PATIENCE.toMillis());
        return factory;
    }

    private Path fill(long bytes) throws IOException {
        Path filler = directory.resolve("filler");
        byte[] block = new byte[(int) MIB];
        java.util.Arrays.fill(block, (byte) 1);
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (long written = 0; written < bytes; written += block.length) {
                out.write(block);
            }
        }
        return filler;
    }

    private long free() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }
}
