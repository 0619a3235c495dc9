package dev.gatewaysync.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Made-up files by the thousand. Jazzer tries more, beside what else comes from outside (FuzzTarget of ingest-api). */
class EnvFuzzTest {
    private static final List<String> PARTS = List.of(
            "A=",
            "B: ",
            "export ",
            "s3cret-that-nobody-may-see",
            "\"",
            "'",
            "\\\"",
            "\\n",
            "\\0",
            " #",
            "#",
            "\n",
            "\r\n",
            "\r",
            "$",
            "$$",
            "${A}",
            "${A:-",
            "}",
            "$OUTER",
            "\ufeff",
            "ü",
            "“",
            "\u200b",
            "\0",
            " ",
            "\t",
            "=",
            ":",
            "http://main_app:3000/x",
            "https://bücher.example:8443/ü?q#f",
            "http://u:p@[::1]:80",
            "http://a..b",
            "redis://:p%40@x_y/0");

    @Test
    void no_made_up_file_breaks_the_reader_or_is_told() {
        Random random = new Random(11);
        int readable = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int part = random.nextInt(1, 12); part > 0; part--) {
                text.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (i % 5 == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            EnvFuzz.fuzzerTestOneInput(bytes);
            readable +=
                    EnvFile.parse(bytes, java.util.Map.of(), ".env").problems().isEmpty() ? 1 : 0;
        }
        assertThat(readable).isBetween(500, 19_500);
    }
}
