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
        assertThat(file.config().sources()).isNotEmpty();
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
