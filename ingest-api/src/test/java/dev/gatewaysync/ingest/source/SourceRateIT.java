package dev.gatewaysync.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.ingest.RunningIngest;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRateIT {
    private static final String SECRET = "a-secret-of-the-source";

    @Test
    void each_source_has_an_allowance_of_its_own(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("gateway.yml"), """
                version: 1
                sources:
                  one: { auth: { bearer: "${SECRET}" }, events: [{ type: custom }] }
                  two: { auth: { bearer: "${SECRET}" }, events: [{ type: custom }] }
                """);
        Map<String, String> settings =
                Map.of("GATEWAY_CONFIG", file.toString(), "SECRET", SECRET, "INGEST_RATE_LIMIT", "3/10m");
        try (RunningIngest ingest = RunningIngest.start(Infra.start().wiped().settings(), settings)) {
            for (int i = 0; i < 3; i++) {
                assertThat(send(ingest, "one").status()).isEqualTo(202);
            }
            assertThat(send(ingest, "one").status()).isEqualTo(429);
            assertThat(Integer.parseInt(send(ingest, "one").header("Retry-After")))
                    .isBetween(1, 200);
            assertThat(send(ingest, "two").status()).isEqualTo(202);
            for (int i = 0; i < 3; i++) {
                assertThat(send(ingest, "nobody").status()).isEqualTo(404);
            }
            assertThat(send(ingest, "nobody").status())
                    .as("an address that looks for names")
                    .isEqualTo(429);
        }
    }

    private static RunningIngest.Reply send(RunningIngest ingest, String source) {
        return ingest.send(ingest.post("/webhook/in/" + source, "{\"title\":\"Hello\"}")
                .setHeader("Authorization", "Bearer " + SECRET));
    }
}
