package dev.gatewaysync.cli;

import dev.gatewaysync.input.EnvFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the environment, {@code .env} here, and the secrets that {@code gateway start} made say, in this order. */
final class LocalSettings {
    private final Map<String, String> values;

    private LocalSettings(Map<String, String> values) {
        this.values = values;
    }

    /** @throws CliException if a file cannot be read: what a command does must not depend on half of its settings */
    static LocalSettings read(Map<String, String> environment, Path folder) {
        Map<String, String> values = new HashMap<>(file(folder.resolve(".env"), environment));
        // As the services do: what the environment has is not read from the file, also if it is empty.
        values.putAll(environment);
        String folderOfData = values.getOrDefault("GATEWAY_DATA_DIR", "").strip();
        Path data = folder.resolve(folderOfData.isEmpty() ? "data" : folderOfData);
        file(data.resolve("secrets.env"), Map.of()).forEach((name, value) -> {
            if (values.getOrDefault(name, "").isBlank()) {
                values.put(name, value);
            }
        });
        return new LocalSettings(values);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Map<String, String> file(Path file, Map<String, String> environment) {
        EnvFile read = EnvFile.read(file, environment);
        if (!read.problems().isEmpty()) {
            throw new CliException(
                    CliException.WRONG_USE,
                    read.problems().stream().map(EnvFile.Problem::text).collect(Collectors.joining("\n  ")));
        }
        return new LinkedHashMap<>(read.values());
    }
}
