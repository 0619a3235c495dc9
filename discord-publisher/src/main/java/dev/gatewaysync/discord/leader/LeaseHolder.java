package dev.gatewaysync.discord.leader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Who holds a lease: on Linux the machine's boot, the pid namespace and the process, so that an instance that was killed is
 * known to be gone when its successor starts on the same machine. Elsewhere, and from another machine or container, nobody
 * can tell, and the lease has to run out.
 *
 * @param text {@code place/pid/start/id}
 */
public record LeaseHolder(String text) {
    static LeaseHolder self() {
        ProcessHandle process = ProcessHandle.current();
        return new LeaseHolder(String.join(
                "/",
                place().orElse("unknown"),
                Long.toString(process.pid()),
                start(process),
                UUID.randomUUID().toString()));
    }

    /** Whether {@code other} was a process of this place that has ended. */
    boolean knowsToBeGone(String other) {
        String[] mine = text.split("/");
        String[] its = other.split("/");
        if (its.length != mine.length || mine[0].equals("unknown") || !mine[0].equals(its[0])) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(its[1]))
                .filter(ProcessHandle::isAlive)
                .filter(process -> start(process).equals(its[2]))
                .isEmpty();
    }

    private static String start(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(instant -> Long.toString(instant.toEpochMilli()))
                .orElse("0");
    }

    /** The same for all processes and containers of one machine until it boots again; "unknown" where it cannot be read. */
    public static String machine() {
        try {
            return bootId();
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return "unknown";
        }
    }

    private static String bootId() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    private static Optional<String> place() {
        try {
            String boot = bootId();
            String namespace =
                    Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            return Optional.of(boot + ":" + namespace);
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return Optional.empty();
        }
    }
}
