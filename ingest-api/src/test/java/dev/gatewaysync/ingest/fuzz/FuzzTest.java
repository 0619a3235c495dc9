package dev.gatewaysync.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kept corpus, among it everything that once broke something. */
class FuzzTest {
    static List<Path> corpus() throws IOException, URISyntaxException {
        try (Stream<Path> files =
                Files.list(Path.of(FuzzTest.class.getResource("corpus").toURI()))) {
            return files.filter(file -> !file.endsWith(".gitattributes"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void no_kept_input_breaks_anything(Path input) throws IOException {
        byte[] bytes = Files.readAllBytes(input);
        assertThatCode(() -> FuzzTarget.fuzzerTestOneInput(bytes)).doesNotThrowAnyException();
    }

    @Test
    void nor_does_any_of_them_with_something_changed() throws Exception {
        Random random = new Random(7);
        int tried = 0;
        for (Path input : corpus()) {
            byte[] bytes = Files.readAllBytes(input);
            int from = new FuzzInput(bytes).line().length() + 1;
            for (int i = 0; i < 50 && from < bytes.length; i++) {
                byte[] changed = bytes.clone();
                for (int change = 0; change <= i % 3; change++) {
                    changed[random.nextInt(from, changed.length)] = (byte) random.nextInt(256);
                }
                assertThatCode(() -> FuzzTarget.fuzzerTestOneInput(changed)).doesNotThrowAnyException();
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(500);
    }
}
