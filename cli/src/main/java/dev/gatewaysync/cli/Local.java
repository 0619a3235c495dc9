package dev.gatewaysync.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the environment, {@code .env} here, and the secrets that {@code gateway start} made say, in this order. */
final class Local {
    private final Map<String, String> values = new LinkedHashMap<>();

    private Local() {}

    static Local read(Map<String, String> environment, Path folder) {
        Local local = new Local();
        local.add(environment);
        local.add(file(folder.resolve(".env")));
        String data = local.text("GATEWAY_DATA_DIR").orElse("data");
        local.add(file(folder.resolve(data).resolve("secrets.env")));
        return local;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private void add(Map<String, String> more) {
        more.forEach((name, value) -> {
            if (!value.isBlank()) {
                values.putIfAbsent(name, value);
            }
        });
    }

    private static Map<String, String> file(Path file) {
        Map<String, String> read = new LinkedHashMap<>();
        try {
            for (String line : Files.isReadable(file) ? Files.readAllLines(file) : java.util.List.<String>of()) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    read.put(
                            line.substring(0, equals).strip(),
                            unquoted(line.substring(equals + 1).strip()));
                }
            }
        } catch (IOException e) {
            return Map.of();
        }
        return read;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
