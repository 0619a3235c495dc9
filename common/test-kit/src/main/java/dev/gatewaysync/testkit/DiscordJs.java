package dev.gatewaysync.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** discord.js in its own runtime, in the version that the simulator's lock file says. */
public final class DiscordJs {
    private static final Path MODULE = Path.of("../discord-simulator");
    private static final Path SOURCE = MODULE.resolve("src/test/node");
    private static final Path NODE = MODULE.resolve("target/node");
    private static final Duration NPM_PATIENCE = Duration.ofSeconds(90);

    private DiscordJs() {}

    /** What the lock file says, into target; why not if it cannot be had here. */
    public static Optional<String> install() throws IOException, InterruptedException {
        Files.createDirectories(NODE);
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.toList()) {
                Files.copy(file, NODE.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (isInstalled()) {
            return Optional.empty();
        }
        Path log = MODULE.resolve("target/npm.log").toAbsolutePath().normalize();
        try {
            Process npm = new ProcessBuilder(
                            "npm",
                            "ci",
                            "--no-audit",
                            "--no-fund",
                            "--ignore-scripts",
                            "--prefer-offline",
                            "--fetch-retries=1")
                    .directory(NODE.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!npm.waitFor(NPM_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                npm.destroyForcibly().waitFor();
                return Optional.of("npm ci took longer than " + NPM_PATIENCE.toSeconds() + " s; see " + log);
            }
            return npm.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("npm ci failed, which needs node, npm and its registry; see " + log);
        } catch (IOException noNpm) {
            return Optional.of("there is no npm (" + noNpm.getMessage() + ")");
        }
    }

    /**
     * @param script one of {@code src/test/node}
     * @param log what it says, errors too
     * @param api with its version, which discord.js adds itself
     */
    public static Process start(String script, Path log, String api, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", script, api.replaceFirst("/v10$", "")));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(NODE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** npm writes this file last, with all that it has installed. */
    private static boolean isInstalled() throws IOException {
        Path installed = NODE.resolve("node_modules/.package-lock.json");
        return Files.exists(installed)
                && Files.getLastModifiedTime(installed)
                                .compareTo(Files.getLastModifiedTime(SOURCE.resolve("package-lock.json")))
                        > 0;
    }
}
