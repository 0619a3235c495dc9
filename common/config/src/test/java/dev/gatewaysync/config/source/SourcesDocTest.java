package dev.gatewaysync.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.read.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/sources.md} shows can be copied. */
class SourcesDocTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_is_a_file_without_a_mistake(String example) {
        ConfigFile file = ConfigFile.of("version: 1\n" + example, name -> Optional.of("a-secret-of-the-source"));
        assertThat(file.problems()).isEmpty();
        assertThat(file.notes()).isEmpty();
        assertThat(file.config().sources()).isNotEmpty();
    }

    /** What somebody writes first, after {@code docs/gateway-yml.md}. */
    @Test
    void the_file_of_the_first_ten_minutes_has_nothing_that_is_probably_not_meant() throws IOException {
        String text = EXAMPLE.matcher(Files.readString(Path.of("..", "..", "docs", "gateway-yml.md")))
                .results()
                .map(found -> found.group(1))
                .filter(example -> example.contains("version: 1"))
                .findFirst()
                .orElseThrow();
        ConfigFile file = ConfigFile.of(text.stripIndent(), name -> Optional.of("a-secret-of-the-shop"));
        assertThat(file.problems()).isEmpty();
        assertThat(file.notes()).isEmpty();
        assertThat(file.config().sources()).containsKey("shop");
    }

    @Test
    void every_preset_has_its_example() throws IOException {
        assertThat(SourcePreset.names())
                .allSatisfy(name -> assertThat(String.join("", examples())).contains("preset: " + name));
    }

    static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(Path.of("..", "..", "docs", "sources.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
