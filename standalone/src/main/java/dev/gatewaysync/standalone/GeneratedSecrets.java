package dev.gatewaysync.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Secrets that nobody has set are made once and kept in a file that only its owner can read. */
final class GeneratedSecrets {
    private static final int BYTES = 24;

    private final Path file;
    private final Map<String, String> values;

    private GeneratedSecrets(Path file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    /**
     * @param generators makes the value of each name that the file does not have yet
     * @throws StartFailedException if the file cannot be read or written
     */
    static GeneratedSecrets in(Path file, Map<String, Supplier<String>> generators) {
        try {
            Map<String, String> values = Files.exists(file) ? read(file) : new LinkedHashMap<>();
            if (!values.keySet().containsAll(generators.keySet())) {
                generators.forEach((name, generator) -> values.computeIfAbsent(name, missing -> generator.get()));
                write(file, values);
            }
            return new GeneratedSecrets(file, values);
        } catch (IOException e) {
            throw new StartFailedException(
                    "the secrets file " + file.toAbsolutePath() + " cannot be used: " + e.getMessage());
        }
    }

    Path file() {
        return file;
    }

    Map<String, String> values() {
        return values;
    }

    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return values;
    }

    private static void write(Path file, Map<String, String> values) throws IOException {
        StringBuilder text =
                new StringBuilder("# Made at the first start. Used where the environment and .env set none.\n");
        values.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(fresh, text);
        Files.move(
                fresh,
                file,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** 192 bits, in characters that need no quoting anywhere. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
