package dev.gatewaysync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.read.ConfigFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigPreviewTest {
    private static final String FILE = """
            version: 1
            cards:
              stats-updated:
                words: { title: "Our kitchen", resources: Recipes, reached: "{0} recipes, next at {1}", total: "{0} in {1}" }
            """;

    @TempDir
    private Path directory;

    private final StringWriter printed = new StringWriter();

    @Test
    void the_pinned_statistics_are_drawn_in_the_words_of_the_file() {
        GatewayCommand gateway = new GatewayCommand();
        new CommandLine(gateway).setOut(new PrintWriter(printed, true));
        LocalConfig config = new LocalConfig(
                "gateway.yml", ConfigFile.of(FILE, name -> Optional.empty()), LocalSettings.read(Map.of(), directory));

        new ConfigPreview(gateway.session, config).run("stats-updated", "{\"resourceCount\": 620}", null);

        assertThat(printed)
                .asString()
                .startsWith("stats-updated → the pinned statistics, whatever the routes say")
                .contains("Our kitchen", "Recipes", "600 recipes, next at 650", "620 in 2");
    }
}
