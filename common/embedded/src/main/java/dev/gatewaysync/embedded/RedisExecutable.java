package dev.gatewaysync.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.core.ExecutableProvider;

/** Which Redis is run: the machine's own, if it is one that still gets mended, else the old one that we bring along. */
final class RedisExecutable {
    private static final Logger log = LoggerFactory.getLogger(RedisExecutable.class);
    private static final Pattern VERSION = Pattern.compile("\\bv=(\\d+)\\.\\S+");
    private static final int OLDEST_SUPPORTED = 7;

    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private RedisExecutable() {}

    /** @param directory where the one that we bring along is put, always as the same file */
    static Path find(Path directory) throws IOException {
        return Stream.of("valkey-server", "redis-server")
                .flatMap(name -> onPath(name).stream())
                .filter(RedisExecutable::isSupported)
                .findFirst()
                .orElseGet(() -> bundled(directory));
    }

    static Optional<Path> onPath(String name) {
        String path = System.getenv("PATH");
        return path == null
                ? Optional.empty()
                : Stream.of(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder).resolve(name))
                        .filter(Files::isExecutable)
                        .findFirst();
    }

    private static boolean isSupported(Path executable) {
        try {
            Process process = new ProcessBuilder(executable.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readNBytes(500), StandardCharsets.UTF_8);
            process.waitFor(5, TimeUnit.SECONDS);
            Matcher version = VERSION.matcher(said);
            return version.find() && Integer.parseInt(version.group(1)) >= OLDEST_SUPPORTED;
        } catch (IOException e) {
            log.debug("{} does not run: {}", executable, e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The library unpacks a new copy into the temporary folder each time, and a killed process leaves it there. */
    static Path bundled(Path directory) {
        Path own = directory.resolve(WINDOWS ? "redis-server.exe" : "redis-server");
        Path unpacked = directory.resolve("unpacked");
        try {
            Files.createDirectories(unpacked);
            Path fresh = ExecutableProvider.newJarResourceProvider(unpacked.toFile())
                    .get()
                    .toPath();
            Files.move(fresh, own, StandardCopyOption.REPLACE_EXISTING);
            if (!own.toFile().setExecutable(true, true)) {
                throw new IOException(own + " cannot be made executable");
            }
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            remove(unpacked);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            found.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            log.debug("{} stays: {}", folder, e.toString());
        }
    }
}
