package dev.gatewaysync.service.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.read.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastReadConfigTest {
    private final LastReadConfig config = new LastReadConfig();
    private final Map<String, String> variables = new HashMap<>(Map.of("SHOP", "0123456789abcdef", "OTHER", "a"));

    @TempDir
    Path folder;

    @Test
    void the_same_text_with_the_same_variables_is_read_once() throws IOException {
        ConfigFile first = read("Shop");
        variables.put("OTHER", "b");
        assertThat(read("Shop")).isSameAs(first);
    }

    @Test
    void another_text_or_another_value_of_a_variable_in_it_is_read_anew() throws IOException {
        ConfigFile first = read("Shop");
        assertThat(read("Other shop").config()).isNotEqualTo(first.config());
        variables.put("SHOP", "fedcba9876543210");
        assertThat(read("Other shop").problems()).isEmpty();
        variables.remove("SHOP");
        assertThat(read("Other shop").problems()).hasSize(1);
        variables.put("SHOP", "0123456789abcdef");
        assertThat(read("Other shop").problems()).isEmpty();
    }

    private ConfigFile read(String title) throws IOException {
        Path file = folder.resolve("gateway.yml");
        Files.writeString(file, """
                version: 1
                cards: { custom: { title: "%s" } }
                sources: { shop: { auth: { bearer: "${SHOP}" }, events: [{ type: custom, data: { title: body.t } }] } }
                """.formatted(title));
        return config.of(file, name -> Optional.ofNullable(variables.get(name)));
    }
}
