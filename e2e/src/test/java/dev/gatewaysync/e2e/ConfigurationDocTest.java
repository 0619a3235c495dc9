package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.input.SettingNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationDocTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern READ = Pattern.compile(
            "\\.?(?:text|secrets?|required|port|listeningPort|folder|count|duration|httpUrl|flag|value|list)\\(\\s*\"([A-Z][A-Z0-9_]{3,})\"");
    private static final Pattern ROW = Pattern.compile("^\\| (`[^|]+) \\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Z0-9_]{3,})`");

    @Test
    void every_variable_that_the_code_reads_is_documented_and_no_other() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(PROJECT)) {
            for (Path source : sources.filter(path -> path.toString().matches(".*/src/main/java/.*\\.java"))
                    .toList()) {
                READ.matcher(Files.readString(source))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(read::add);
            }
        }
        // Read by the script alone.
        read.add("GATEWAY_MAX_HEAP");
        // Named by the adapter, read where adapters are made.
        read.addAll(Set.of("NETLIFY_WEBHOOK_SECRET", "VERCEL_WEBHOOK_SECRET", "GITHUB_WEBHOOK_SECRET"));
        assertThat(documented()).isEqualTo(read);
    }

    @Test
    void a_name_that_is_mistyped_can_be_told_from_every_documented_one() throws IOException {
        assertThat(SettingNames.all()).isEqualTo(documented());
    }

    @Test
    void docker_compose_hands_every_documented_variable_to_a_service() throws IOException {
        Set<String> handed = Pattern.compile("^ +([A-Z][A-Z0-9_]{3,}): ", Pattern.MULTILINE)
                .matcher(Files.readString(PROJECT.resolve("docker-compose.yml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        // Given by the image, or of the standalone and the commands alone; ports are mapped on the outside.
        handed.addAll(Set.of("GATEWAY_DATA_DIR", "BACKUP_DIR", "GATEWAY_MAX_HEAP", "GATEWAY_URL", "SIMULATOR_PORT"));
        handed.add("GATEWAY_EMBEDDED");
        handed.addAll(Set.of("WEBHOOK_PORT", "CONSOLE_PORT", "INGEST_METRICS_PORT", "WORKER_METRICS_PORT"));
        handed.addAll(Set.of("PUBLISHER_METRICS_PORT", "CONSOLE_METRICS_PORT"));
        assertThat(handed).containsAll(documented());
    }

    private static Set<String> documented() throws IOException {
        Set<String> documented = new TreeSet<>();
        ROW.matcher(Files.readString(PROJECT.resolve("docs/configuration.md")))
                .results()
                .map(MatchResult::group)
                .flatMap(row -> NAME.matcher(row).results())
                .map(found -> found.group(1))
                .forEach(documented::add);
        return documented;
    }
}
