package dev.gatewaysync.embedded;

import dev.gatewaysync.task.Loop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Redis as a child process on the loopback interface, with a password of this run and without the commands that reach
 * beyond its data, which are in an append-only file. What is in it may be lost at any time: a file that it cannot read is put
 * aside. It is watched, and started anew on the same port when it ends or does not answer.
 *
 * <p>A killed JVM leaves its Redis running; the next start in the same directory ends that one first, or two would write one
 * file.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int SILENT = 3;
    private static final String PID_FILE = "redis.pid";
    private static final List<String> DATA = List.of("appendonly.aof", "appendonlydir");

    private final Path directory;
    private final Path executable;
    private final int port = FreePort.find();
    private final String password = UUID.randomUUID().toString();
    private final Thread hook = new Thread(this::killNow);
    private final Loop watch = Loop.named("redis-watch")
            .onPlatformThread()
            .firstAfter(LOOK)
            .afterFailure(EmbeddedRedis::watchFailed)
            .running(this::look);
    private int silent;
    private volatile RedisProcess running;
    private volatile boolean closed;

    private EmbeddedRedis(Path directory, Path executable) throws IOException, InterruptedException {
        this.directory = directory;
        this.executable = executable;
        this.running = startOnWhatCanBeRead();
        Runtime.getRuntime().addShutdownHook(hook);
        watch.start();
    }

    /** Which program is run. */
    @FunctionalInterface
    interface Choice {
        Path in(Path directory) throws IOException;
    }

    /**
     * @param directory where the data are kept
     * @throws EmbeddedStartException if Redis cannot run on this machine; the message says what to set instead
     */
    public static EmbeddedRedis start(Path directory) {
        return start(directory, RedisExecutable::find);
    }

    static EmbeddedRedis start(Path directory, Choice choice) {
        try {
            makePrivate(directory);
            endOrphan(directory);
            return new EmbeddedRedis(directory, choice.in(directory));
        } catch (IOException | UncheckedIOException e) {
            throw cannotRun(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cannotRun(e);
        }
    }

    /** With the password. */
    public String url() {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    @Override
    public void close() {
        closed = true;
        watch.stopNow(Duration.ofSeconds(10));
        running.end();
        try {
            Files.deleteIfExists(directory.resolve(PID_FILE));
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IOException | IllegalStateException e) {
            log.debug("The file of the process id or the hook stays: {}", e.toString());
        }
    }

    long pid() {
        return running.pid();
    }

    private void killNow() {
        running.kill();
    }

    private Duration look() throws InterruptedException {
        silent = running.answers() ? 0 : silent + 1;
        if (!closed && (!running.isAlive() || silent >= SILENT)) {
            startAnew();
            silent = 0;
        }
        return LOOK;
    }

    private static Duration watchFailed(Throwable failure) {
        log.warn("redis.watch_failed It is looked at again in {} s: {}", LOOK.toSeconds(), failure.toString());
        return LOOK;
    }

    private void startAnew() throws InterruptedException {
        log.warn("redis.restarting The embedded Redis has ended or does not answer, and is started anew");
        running.kill();
        try {
            running = startOnWhatCanBeRead();
            log.info("redis.restarted");
        } catch (IOException e) {
            log.error("redis.down The embedded Redis is tried again in {} s: {}", LOOK.toSeconds(), e.getMessage());
        }
    }

    private RedisProcess startOnWhatCanBeRead() throws IOException, InterruptedException {
        try {
            return started();
        } catch (IOException e) {
            if (DATA.stream().map(directory::resolve).noneMatch(Files::exists)) {
                throw e;
            }
            putAside();
            RedisProcess fresh = started();
            log.warn(
                    "redis.damaged What the embedded Redis had kept could not be read ({}) and was put aside in {}. It held no"
                            + " event; a repeat of an older delivery counts as new",
                    e.getMessage(),
                    directory.resolve("damaged"));
            return fresh;
        }
    }

    private RedisProcess started() throws IOException, InterruptedException {
        RedisProcess started = RedisProcess.start(directory, executable, port, password);
        Files.writeString(directory.resolve(PID_FILE), Long.toString(started.pid()));
        return started;
    }

    /** The last one only: a disk that is damaged again and again must not fill up. */
    private void putAside() throws IOException {
        Path aside = directory.resolve("damaged");
        if (Files.exists(aside)) {
            try (Stream<Path> old = Files.walk(aside)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectory(aside);
        for (String name : DATA) {
            if (Files.exists(directory.resolve(name))) {
                Files.move(directory.resolve(name), aside.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static void makePrivate(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static void endOrphan(Path directory) throws IOException, InterruptedException {
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
                orphan.get().onExit().get(10, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                orphan.get().destroyForcibly();
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
                .map(command -> command.contains("redis") || command.contains("valkey"))
                .orElse(false);
    }

    private static EmbeddedStartException cannotRun(Exception cause) {
        return new EmbeddedStartException(
                "the embedded Redis cannot run on this machine (" + cause.getMessage()
                        + "). Install Redis 7 or Valkey, or set REDIS_URL to a Redis of your own, for example"
                        + " REDIS_URL=redis://localhost:6379",
                cause);
    }
}
