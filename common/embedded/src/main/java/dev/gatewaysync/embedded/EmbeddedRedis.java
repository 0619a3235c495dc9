package dev.gatewaysync.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.RedisServer;

/**
 * A real Redis as a child process on the loopback interface, with its data in an append-only file. A killed JVM leaves
 * its Redis running; the next start in the same directory ends that one first, or two would write one file.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final String PID_FILE = "redis.pid";

    private final RedisServer server;
    private final String url;

    private EmbeddedRedis(RedisServer server, String url) {
        this.server = server;
        this.url = url;
    }

    /**
     * @param directory where the data are kept
     * @throws IllegalStateException if Redis cannot run on this machine; the message says what to set instead
     */
    public static EmbeddedRedis start(Path directory) {
        try {
            Files.createDirectories(directory);
            endOrphan(directory);
            int port = FreePort.find();
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("dir " + directory.toAbsolutePath())
                    .setting("pidfile " + directory.toAbsolutePath().resolve(PID_FILE))
                    .setting("daemonize no")
                    .setting("appendonly yes")
                    .setting("appendfsync everysec")
                    .setting("save \"\"")
                    .build();
            server.start();
            return new EmbeddedRedis(server, "redis://127.0.0.1:" + port);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "The embedded Redis cannot run on this machine (" + e.getMessage()
                            + "). Set REDIS_URL to a Redis of your own, for example REDIS_URL=redis://localhost:6379",
                    e);
        }
    }

    public String url() {
        return url;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException e) {
            log.warn("The embedded Redis did not stop cleanly: {}", e.toString());
        }
    }

    private static void endOrphan(Path directory) throws IOException {
        Path pidFile = directory.resolve(PID_FILE);
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> orphan = pid(pidFile).flatMap(ProcessHandle::of).filter(EmbeddedRedis::isRedis);
        if (orphan.isPresent()) {
            log.info(
                    "Ending the Redis that an earlier run left behind, process {}",
                    orphan.get().pid());
            orphan.get().destroy();
            try {
                orphan.get().onExit().get(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
                orphan.get().destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Files.deleteIfExists(pidFile);
    }

    private static Optional<Long> pid(Path pidFile) throws IOException {
        try {
            return Optional.of(Long.valueOf(Files.readString(pidFile).strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A process id may have been given to another program since. */
    private static boolean isRedis(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.contains("redis"))
                .orElse(false);
    }
}
