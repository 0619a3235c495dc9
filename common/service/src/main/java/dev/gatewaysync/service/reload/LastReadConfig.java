package dev.gatewaysync.service.reload;

import dev.gatewaysync.config.read.ConfigFile;
import dev.gatewaysync.config.read.Variables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code gateway.yml}, and keeps what it made of it for the next who reads the same text with the same variables. */
final class LastReadConfig {
    private @Nullable Kept kept;

    /** @param asked the variables that the text names, and what they were */
    private record Kept(String text, Map<String, Optional<String>> asked, ConfigFile file) {
        boolean holds(String now, Variables variables) {
            return text.equals(now)
                    && asked.entrySet().stream()
                            .allMatch(variable ->
                                    variables.value(variable.getKey()).equals(variable.getValue()));
        }
    }

    /** @throws IOException if the file cannot be read */
    synchronized ConfigFile of(Path file, Variables variables) throws IOException {
        Optional<String> text = ConfigFile.text(file);
        if (text.isEmpty()) {
            return ConfigFile.read(file, variables);
        }
        Kept before = kept;
        if (before != null && before.holds(text.get(), variables)) {
            return before.file();
        }
        Map<String, Optional<String>> asked = new LinkedHashMap<>();
        ConfigFile read = ConfigFile.of(text.get(), name -> asked.computeIfAbsent(name, variables::value));
        kept = new Kept(text.get(), asked, read);
        return read;
    }
}
