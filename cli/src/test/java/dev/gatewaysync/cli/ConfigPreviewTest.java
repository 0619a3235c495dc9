package dev.gatewaysync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.read.ConfigFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    private static final String COLLECTED = """
            version: 1
            types:
              bread-baked: { fields: { bread: text!, page: url }, example: { bread: "Rye *and* oats" } }
            cards:
              bread-baked: { title: "🍞 {{ bread }}", url: "{{ page }}" }
            routes:
              - { when: type = 'bread-baked', to: [announcements], digest: { every: day, at: "18:00" } }
            """;

    @TempDir
    private Path directory;

    private final StringWriter printed = new StringWriter();

    @Test
    void the_pinned_statistics_are_drawn_in_the_words_of_the_file() {
        preview(FILE, "stats-updated", "{\"resourceCount\": 620}");

        assertThat(printed)
                .asString()
                .startsWith("stats-updated → the pinned statistics, whatever the routes say")
                .contains("Our kitchen", "Recipes", "600 recipes, next at 650", "620 in 2");
    }

    @Test
    void of_what_goes_into_a_digest_its_line_there_is_shown_too() {
        preview(COLLECTED, "bread-baked", null);
        preview(COLLECTED, "bread-baked", "{\"bread\": \"Rye\", \"page\": \"https://bakery.example/rye\"}");

        assertThat(printed.toString().lines().filter(line -> line.startsWith("Among")))
                .containsExactly(
                        "Among others in the digest: • 🍞 Rye \\*and\\* oats",
                        "Among others in the digest: • [🍞 Rye](<https://bakery.example/rye>)");
        assertThat(printed).asString().contains("(in the digest of ");
    }

    @Test
    void what_goes_into_none_has_no_such_line() {
        preview(COLLECTED, "bug-fixed", null);

        assertThat(printed).asString().contains("bug-fixed → announcements").doesNotContain("digest");
    }

    private void preview(String file, String type, @Nullable String data) {
        GatewayCommand gateway = new GatewayCommand();
        new CommandLine(gateway).setOut(new PrintWriter(printed, true));
        LocalConfig config = new LocalConfig(
                "gateway.yml", ConfigFile.of(file, name -> Optional.empty()), LocalSettings.read(Map.of(), directory));

        new ConfigPreview(gateway.session, config).run(type, data, null);
    }
}
