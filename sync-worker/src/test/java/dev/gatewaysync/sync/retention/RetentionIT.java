package dev.gatewaysync.sync.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.storage.statistics.Statistics;
import dev.gatewaysync.sync.TestWorker;
import dev.gatewaysync.sync.schedule.ClusterLock;
import dev.gatewaysync.testkit.Infra;
import dev.gatewaysync.testkit.Pause;
import dev.gatewaysync.testkit.Proof;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;

class RetentionIT {
    /** Of the worker that is killed, {@code -Dgateway.events=100000} for the whole of it. */
    private static final int OLD = Proof.of("gateway.events", 4_000, 6_000);

    /** One for each 4,000, so that each worker has something left to be killed at. */
    private static final int KILLS = Math.max(Proof.of(1, 2), OLD / (2 * HistoryRetention.BATCH));

    static final Duration KEEP = Duration.ofDays(30);

    private static final String WHOLE = "history-.*\\.ndjson\\.gz";
    private static final String UNFINISHED = "\\.history-.*\\.part";

    @TempDir
    Path folder;

    @TempDir
    Path logs;

    private Path log;

    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor();
    private TestWorker worker;
    private LettuceConnectionFactory redis;

    @BeforeEach
    void start() {
        worker = new TestWorker();
        log = logs.resolve("retention.log");
        redis = new LettuceConnectionFactory(
                LettuceConnectionFactory.createRedisConfiguration(Infra.start().redisUrl()));
        redis.afterPropertiesSet();
        redis.start();
    }

    @AfterEach
    void stop() {
        renewal.shutdownNow();
        redis.destroy();
        worker.close();
    }

    @Test
    void all_is_kept_unless_told_otherwise() {
        fill(20, 400);
        retention(Optional.empty(), Optional.of(folder), new ArchiveTable(worker.jdbc))
                .tick();

        assertThat(worker.count("event")).isEqualTo(20);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void old_updates_move_into_files_with_their_life_and_the_numbers_stay() throws IOException {
        fill(HistoryRetention.BATCH + 20, 40);
        fill(10, 3);
        worker.jdbc.update("INSERT INTO delivery_plan (event_id, deliveries, planned_at) VALUES ('e40-7', 1, 5)");
        worker.jdbc.update("""
                INSERT INTO delivery (event_id, target, status, message_id, body, planned_at, at)
                VALUES ('e40-7', 'updates', 'sent', 'm-7', '{}', 5, 6)""");
        Statistics before = worker.statistics.now();

        archiving().tick();

        assertThat(worker.count("event")).isEqualTo(10);
        assertThat(worker.statistics.now()).isEqualTo(before);
        assertThat(before.updates().total()).isEqualTo(HistoryRetention.BATCH + 30);
        List<JsonNode> archived = archived();
        assertThat(archived)
                .extracting(line -> line.path("id").asString())
                .containsExactlyInAnyOrderElementsOf(ids(HistoryRetention.BATCH + 20, 40));
        assertThat(archived.stream()
                        .filter(line -> line.path("id").asString().equals("e40-7"))
                        .toList())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("details").toString()).isEqualTo("{\"title\":\"ü 7\"}");
                    assertThat(line.at("/deliveries/0/messageId").asString()).isEqualTo("m-7");
                    assertThat(line.path("synced").asBoolean()).isTrue();
                });
        assertThat(worker.count("archive_file WHERE finished_at IS NOT NULL")).isEqualTo(2);
        archiving().tick();
        assertThat(worker.count("archive_file")).isEqualTo(2);
    }

    @Test
    void what_is_not_done_with_stays() throws IOException {
        fill(5, 40);
        worker.jdbc.update("UPDATE event SET settled_at = NULL WHERE id IN ('e40-0', 'e40-1')");
        worker.jdbc.update("INSERT INTO delivery_plan (event_id, deliveries, planned_at) VALUES ('e40-1', 1, 5)");
        worker.jdbc.update("""
                INSERT INTO delivery (event_id, target, status, body, planned_at, at)
                VALUES ('e40-1', 'updates', 'pending', '{}', 5, 6)""");
        worker.jdbc.update("UPDATE event SET received_at = ? WHERE id = 'e40-2'", worker.clock.millis());
        worker.jdbc.update("UPDATE event SET type = 'maintenance' WHERE id = 'e40-3'");

        archiving().tick();

        assertThat(worker.jdbc.queryForList("SELECT id FROM event ORDER BY id", String.class))
                .containsExactly("e40-0", "e40-1", "e40-2", "e40-3");
        assertThat(archived()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_was_sent_and_answered_leaves_with_its_update(boolean archives) {
        fill(1, 40);
        fill(1, 3);
        for (String id : List.of("e40-0", "e3-0")) {
            worker.jdbc.update(
                    "INSERT INTO main_app_delivery (event_id, status, attempts, at, tries) VALUES (?, 'delivered', 2, 6, 'text')",
                    id);
            worker.jdbc.update(
                    "INSERT INTO delivery_attempt (event_id, target, attempt, at, outcome, exchange)"
                            + " VALUES (?, 'updates', 1, 6, 'sent', 'text')",
                    id);
        }

        retention(Optional.of(KEEP), archives ? Optional.of(folder) : Optional.empty(), new ArchiveTable(worker.jdbc))
                .tick();

        assertThat(worker.jdbc.queryForList(
                        "SELECT event_id FROM main_app_delivery WHERE tries IS NOT NULL", String.class))
                .containsExactly("e3-0");
        assertThat(worker.jdbc.queryForList(
                        "SELECT event_id FROM delivery_attempt WHERE exchange IS NOT NULL", String.class))
                .containsExactly("e3-0");
        assertThat(worker.count("delivery_attempt")).isEqualTo(2);
    }

    @Test
    void without_an_archive_old_updates_are_deleted_and_counted_all_the_same() {
        fill(20, 40);
        fill(3, 1);

        retention(Optional.of(KEEP), Optional.empty(), new ArchiveTable(worker.jdbc))
                .tick();

        assertThat(worker.count("event")).isEqualTo(3);
        assertThat(worker.statistics.now().updates().total()).isEqualTo(23);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_worker_killed_before_the_file_is_written_or_before_the_updates_leave_loses_and_repeats_nothing()
            throws IOException {
        fill(50, 40);
        Path notYet = folder.resolve("taken");
        Files.createFile(notYet);
        HistoryRetention cannotWrite = retention(Optional.of(KEEP), Optional.of(notYet), new ArchiveTable(worker.jdbc));
        assertThatThrownBy(cannotWrite::tick).hasMessageContaining("stay in the history");
        assertThat(worker.count("event")).isEqualTo(50);
        Files.delete(notYet);
        fill(5, 41);

        HistoryRetention diesAfterWriting =
                retention(Optional.of(KEEP), Optional.of(folder), new ArchiveTable(worker.jdbc) {
                    @Override
                    void finish(String file, Instant now) {
                        super.finish(file, now);
                        throw new IllegalStateException("killed");
                    }
                });
        assertThatThrownBy(diesAfterWriting::tick).hasMessageContaining("killed");
        assertThat(worker.count("event")).isEqualTo(55);
        assertThat(archived()).hasSize(50);

        archiving().tick();

        assertThat(worker.count("event")).isZero();
        assertThat(archived())
                .extracting(line -> line.path("id").asString())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(ids(50, 40).stream(), ids(5, 41).stream()).toList());
    }

    @Test
    void a_process_killed_while_it_archives_loses_nothing_and_the_next_one_goes_on() throws Exception {
        fill(OLD, 40);
        fill(10, 3);
        // Compared as sets by themselves: AssertJ compares each of 100,000 with each.
        Set<String> all = new HashSet<>(ids(OLD, 40));
        Set<String> old = Set.copyOf(all);
        all.addAll(ids(10, 3));
        Random random = new Random(11);
        long left = OLD;
        for (int kill = 0; kill < KILLS; kill++) {
            // An unfinished file may be whole before it is seen.
            String sign = kill % 2 == 0 ? UNFINISHED + "|" + WHOLE : WHOLE;
            List<String> before = names(folder, sign);
            Process process = process(folder);
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> !process.isAlive() || !before.containsAll(names(folder, sign)));
            // From the middle of a file to the middle of the transaction that follows it.
            Pause.of(Duration.ofMillis(random.nextInt(40)));
            process.destroyForcibly();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as("killed at its work: %s", Files.readString(log))
                    .isEqualTo(128 + 9);

            Set<String> held = new HashSet<>(worker.jdbc.queryForList("SELECT id FROM event", String.class));
            left = held.size() - 10;
            held.addAll(archivedIds(names(folder, WHOLE)));
            assertThat(held.equals(all)).as("all are held after kill %d", kill).isTrue();
            // The dead holder's lock runs out.
            new StringRedisTemplate(redis).delete("gateway:lock:cluster:history-retention");
        }
        assertThat(left).as("left for the last one").isPositive();

        archiving().tick();

        assertThat(worker.jdbc.queryForList("SELECT id FROM event", String.class))
                .containsExactlyInAnyOrderElementsOf(ids(10, 3));
        assertThat(archived()).as("once each").hasSize(OLD);
        assertThat(archivedIds(names(folder, WHOLE)).equals(old))
                .as("all the old ones are in the archive")
                .isTrue();
        assertThat(worker.count("archive_file WHERE finished_at IS NULL")).isZero();
        assertThat(worker.statistics.now().updates().total()).isEqualTo(OLD + 10);
    }

    /** Before, it kept all old updates in the history for ever. */
    @Test
    void an_update_that_cannot_be_read_stays_and_the_others_leave() throws IOException {
        fill(5, 40);
        worker.jdbc.update("UPDATE event SET details = 'no JSON' WHERE id = 'e40-2'");

        archiving().tick();
        archiving().tick();

        assertThat(worker.jdbc.queryForList("SELECT id FROM event", String.class))
                .containsExactly("e40-2");
        assertThat(archived()).hasSize(4);
        assertThat(worker.count("archive_file")).isEqualTo(1);
    }

    private Process process(Path archive) throws IOException {
        Infra infra = Infra.start();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RetentionProcess.class.getName(),
                        infra.databaseUrl(),
                        infra.redisUrl(),
                        archive.toString(),
                        worker.clock.instant().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private HistoryRetention archiving() {
        return retention(Optional.of(KEEP), Optional.of(folder), new ArchiveTable(worker.jdbc));
    }

    private HistoryRetention retention(Optional<Duration> keep, Optional<Path> directory, ArchiveTable table) {
        return new HistoryRetention(
                table,
                new UpdateHistory(worker.database.jdbc()),
                worker.transactions,
                new ClusterLock(new StringRedisTemplate(redis), renewal),
                new RetentionSettings(keep, directory),
                worker.clock);
    }

    private void fill(int count, int daysOld) {
        long at = worker.clock.instant().minus(Duration.ofDays(daysOld)).toEpochMilli();
        worker.transactions.execute(() -> {
            worker.jdbc.batchUpdate(
                    """
                    INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                      recorded_at, details, settled_at)
                    VALUES (?, 'bug-fixed', 'main-app', 'features', 'low', 'x', ?, ?, ?, ?, ?)""",
                    IntStream.range(0, count)
                            .mapToObj(i -> new Object[] {
                                "e" + daysOld + "-" + i, at + i, at + i, at + i, "{\"title\":\"ü " + i + "\"}", at
                            })
                            .toList());
            return worker.jdbc.update("""
                    INSERT INTO event_count (type, total) VALUES ('bug-fixed', ?)
                    ON CONFLICT (type) DO UPDATE SET total = event_count.total + excluded.total""", count);
        });
    }

    private static List<String> ids(int count, int daysOld) {
        return IntStream.range(0, count).mapToObj(i -> "e" + daysOld + "-" + i).toList();
    }

    /** Every line of every file; a temporary file would be one too many. */
    private List<JsonNode> archived() throws IOException {
        assertThat(names(folder, ".*")).allMatch(name -> name.matches(WHOLE));
        List<JsonNode> lines = new ArrayList<>();
        for (String name : names(folder, WHOLE)) {
            lines.addAll(lines(name));
        }
        return lines;
    }

    private Set<String> archivedIds(List<String> names) throws IOException {
        Set<String> ids = new HashSet<>();
        for (String name : names) {
            lines(name).forEach(line -> ids.add(line.path("id").asString()));
        }
        return ids;
    }

    private List<JsonNode> lines(String name) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(name))), StandardCharsets.UTF_8))) {
            return reader.lines().map(EventJson.mapper()::readTree).toList();
        }
    }

    private static List<String> names(Path folder, String pattern) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(pattern))
                    .toList();
        }
    }
}
