package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one service's table looks like is known to that service and to {@code common/storage}, and to nobody else. */
class TablesTest {
    private static final Path HOME = Path.of("").toAbsolutePath().getParent();
    private static final Path STORAGE = HOME.resolve("common/storage/src/main");
    private static final List<String> SERVICES = List.of("ingest-api", "sync-worker", "discord-publisher", "console");
    private static final Pattern CREATED = Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?(\\w+)");
    private static final Pattern NAMED = Pattern.compile("\\b(?:FROM|JOIN|INTO|UPDATE)\\s+(\\w+)");

    /** A database of its own: what waits on this machine for the broker. */
    private static final String SPOOL = "SpoolTable.java";

    @Test
    void every_table_is_named_in_the_sql_of_at_most_one_service() {
        Set<String> tables =
                migrations().flatMap(file -> names(CREATED, file)).collect(Collectors.toCollection(TreeSet::new));
        Map<String, Set<String>> servicesOf = new TreeMap<>();
        for (String service : SERVICES) {
            files(HOME.resolve(service).resolve("src/main/java"))
                    .filter(file -> !file.endsWith(SPOOL))
                    .flatMap(file -> names(NAMED, file))
                    .filter(tables::contains)
                    .forEach(table -> servicesOf
                            .computeIfAbsent(table, unused -> new TreeSet<>())
                            .add(service));
        }
        assertThat(servicesOf)
                .hasSizeGreaterThan(20)
                .allSatisfy((table, services) -> assertThat(services)
                        .as("services whose SQL names %s; a reader in common/storage serves them all", table)
                        .hasSize(1));
    }

    private static Stream<Path> migrations() {
        return files(STORAGE.resolve("resources"));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> names(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file)).results().map((MatchResult found) -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
