package dev.gatewaysync.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** During an upgrade the version before works on the new schema, so a migration only adds: docs/upgrade.md. */
class MigrationsTest {
    private static final int CASE = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");
    private static final Pattern SECOND_STEP = Pattern.compile("--\\s*unused since \\S+");
    private static final Pattern NEW_TABLE = Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?(\\w+)", CASE);
    private static final Pattern UNIQUE_INDEX = Pattern.compile("CREATE UNIQUE INDEX \\w+ ON (\\w+)", CASE);
    private static final Pattern TAKES_AWAY =
            Pattern.compile("\\b(DROP|RENAME|TRUNCATE|SET\\s+NOT\\s+NULL|ALTER\\s+COLUMN|ADD\\s+CONSTRAINT)\\b", CASE);
    private static final Pattern ADDED_COLUMN = Pattern.compile("ADD (?:COLUMN )?\\w+ .*", CASE);
    private static final Pattern MUST_BE_THERE = Pattern.compile("NOT\\s+NULL", CASE);
    private static final Pattern DEFAULT = Pattern.compile("\\bDEFAULT\\b", CASE);
    private static final Pattern UNIQUE = Pattern.compile("\\b(UNIQUE|PRIMARY\\s+KEY)\\b", CASE);

    /** Two that were written at the same time would keep every service from starting. */
    @ParameterizedTest
    @ValueSource(strings = {"migration-sqlite", "migration-postgresql"})
    void each_has_a_number_of_its_own_beside_those_of_its_database(String ofDatabase)
            throws IOException, URISyntaxException {
        List<String> numbers = new ArrayList<>();
        for (String name : List.of("migration", ofDatabase)) {
            Path folder = Path.of(
                    Objects.requireNonNull(Database.class.getResource(name)).toURI());
            try (Stream<Path> migrations = Files.list(folder)) {
                migrations
                        .map(file -> file.getFileName().toString())
                        .filter(file -> file.startsWith("V"))
                        .map(file -> file.replaceFirst("__.*", ""))
                        .forEach(numbers::add);
            }
        }
        assertThat(numbers).isNotEmpty().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"migration", "migration-sqlite", "migration-postgresql"})
    void the_version_before_works_on_every_schema(String name) throws IOException, URISyntaxException {
        Path folder =
                Path.of(Objects.requireNonNull(Database.class.getResource(name)).toURI());
        try (Stream<Path> migrations = Files.list(folder)) {
            List<Path> files =
                    migrations.filter(file -> file.toString().endsWith(".sql")).toList();
            assertThat(files).isNotEmpty();
            for (Path file : files) {
                assertThat(problems(Files.readString(file)))
                        .as(file.getFileName().toString())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE event;",
                "ALTER TABLE event DROP COLUMN extra;",
                "ALTER TABLE event RENAME COLUMN extra TO more;",
                "ALTER TABLE event ADD COLUMN told BIGINT NOT NULL;",
                "alter table event add column told text\n  not null;",
                "ALTER TABLE event ALTER COLUMN extra SET NOT NULL;",
                "CREATE UNIQUE INDEX event_once ON event (extra);",
            })
    void what_takes_something_away_is_refused(String sql) {
        assertThat(problems(sql)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE event ADD COLUMN told BIGINT;",
                "ALTER TABLE event ADD COLUMN told BIGINT NOT NULL DEFAULT 0;",
                "CREATE INDEX event_told ON event (told); -- nothing to drop",
                "CREATE TABLE fresh (a TEXT NOT NULL UNIQUE); CREATE UNIQUE INDEX fresh_b ON fresh (a);",
                "-- unused since 1.2.0\nALTER TABLE event DROP COLUMN extra;",
            })
    void what_adds_is_let_through(String sql) {
        assertThat(problems(sql)).isEmpty();
    }

    private static List<String> problems(String sql) {
        if (SECOND_STEP.matcher(sql).find()) {
            return List.of();
        }
        String bare = COMMENT.matcher(sql).replaceAll("");
        Set<String> fresh = new TreeSet<>();
        NEW_TABLE.matcher(bare).results().forEach(table -> fresh.add(table.group(1)));
        List<String> problems = new ArrayList<>();
        for (String statement : bare.split(";")) {
            boolean strictColumn = ADDED_COLUMN
                    .matcher(statement)
                    .results()
                    .anyMatch(added -> UNIQUE.matcher(added.group()).find()
                            || MUST_BE_THERE.matcher(added.group()).find()
                                    && !DEFAULT.matcher(added.group()).find());
            boolean strictIndex =
                    UNIQUE_INDEX.matcher(statement).results().anyMatch(index -> !fresh.contains(index.group(1)));
            if (TAKES_AWAY.matcher(statement).find() || strictColumn || strictIndex) {
                problems.add(statement.strip());
            }
        }
        return problems;
    }
}
