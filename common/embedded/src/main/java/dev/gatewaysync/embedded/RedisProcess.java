package dev.gatewaysync.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of a Redis, as a child process on the loopback interface. */
final class RedisProcess {
    private static final Duration START = Duration.ofSeconds(30);
    private static final int PING_MILLIS = 2_000;
    private static final String CONFIGURATION = "redis.conf";
    private static final String OUTPUT = "redis.log";

    private final Process process;
    private final int port;
    private final String password;

    private RedisProcess(Process process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /** @throws IOException with what Redis said last, if it ends at once or does not answer */
    static RedisProcess start(Path directory, Path executable, int port, String password)
            throws IOException, InterruptedException {
        writeConfiguration(directory.resolve(CONFIGURATION), port, password);
        List<String> command = new ArrayList<>(ownProcessGroup());
        command.add(executable.toAbsolutePath().toString());
        command.add(CONFIGURATION);
        // The folder of the process is the only place where its path is said: no rule of Redis for quotes, no encoding.
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(OUTPUT).toFile())
                .start();
        RedisProcess started = new RedisProcess(process, port, password);
        long deadline = System.nanoTime() + START.toNanos();
        while (!started.answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                started.end();
                throw new IOException(lastLine(directory.resolve(OUTPUT)));
            }
            Thread.sleep(20);
        }
        return started;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it answers a ping now. */
    boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PING_MILLIS);
            socket.setSoTimeout(PING_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes("+OK\r\n+PONG\r\n".length()), StandardCharsets.US_ASCII)
                    .endsWith("+PONG\r\n");
        } catch (IOException e) {
            return false;
        }
    }

    long pid() {
        return process.pid();
    }

    /** It keeps its data first, for ten seconds at most. */
    void end() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    /** In a file, because others see a command line. */
    private static void writeConfiguration(Path file, int port, String password) throws IOException {
        StringBuilder text = new StringBuilder("""
                bind 127.0.0.1
                port %d
                requirepass %s
                daemonize no
                appendonly yes
                appendfsync everysec
                save ""
                loglevel warning
                """.formatted(port, password));
        // With these a Redis reads and writes files anywhere, or sends its data elsewhere.
        for (String command :
                List.of("CONFIG", "DEBUG", "MODULE", "MIGRATE", "REPLICAOF", "SLAVEOF", "SAVE", "BGSAVE")) {
            text.append("rename-command ").append(command).append(" \"\"\n");
        }
        Files.deleteIfExists(file);
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text);
    }

    /** Ctrl-C goes to every process of the terminal's group, and Redis would be gone before what still needs it. */
    private static List<String> ownProcessGroup() {
        return RedisExecutable.onPath("setsid")
                .map(setsid -> List.of(setsid.toString()))
                .or(() -> RedisExecutable.onPath("perl")
                        .map(perl -> List.of(perl.toString(), "-e", "setpgrp(0, 0); exec @ARGV or die")))
                .orElse(List.of());
    }

    private static String lastLine(Path output) throws IOException {
        List<String> lines = Files.exists(output)
                ? new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList()
                : List.of();
        return lines.isEmpty() ? "it ended without a word" : lines.getLast().strip();
    }
}
