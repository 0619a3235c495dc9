package dev.gatewaysync.sync.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.events.BackupCompleted;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.messaging.PermanentFailure;
import dev.gatewaysync.storage.DatabaseDialect;
import dev.gatewaysync.storage.history.HistoryExport;
import dev.gatewaysync.storage.history.HistorySearch;
import dev.gatewaysync.storage.history.Update;
import dev.gatewaysync.storage.history.UpdateFilter;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.storage.history.UpdateTimeline;
import dev.gatewaysync.storage.people.AccessTokenRow;
import dev.gatewaysync.storage.people.PeopleTable;
import dev.gatewaysync.storage.people.PersonRow;
import dev.gatewaysync.storage.word.SearchableUpdates;
import dev.gatewaysync.sync.TestWorker;
import dev.gatewaysync.sync.schedule.ClusterLock;
import dev.gatewaysync.sync.schedule.ScheduleStates;
import dev.gatewaysync.testkit.Infra;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

class BackupIT {
    private static final int SCHEMA = 1_000_000;

    @TempDir
    Path folder;

    private TestWorker worker;
    private BackupList list;
    private Backups backups;

    @BeforeEach
    void start() {
        worker = new TestWorker();
        list = new BackupList(worker.jdbc);
        backups = backups(30);
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void what_was_wiped_comes_back_byte_for_byte_and_the_numbers_go_on() throws Exception {
        fill(1_000);
        byte[] before = export();
        Backup backup = backups.create();
        wipe();
        assertThat(export()).isNotEqualTo(before);

        Backups.Restored restored = backups.restore(backup.file());

        assertThat(restored).isEqualTo(new Backups.Restored(backup.file(), 1_000, null));
        assertThat(export()).isEqualTo(before);
        insert("after", 9_000);
        assertThat(worker.jdbc.queryForObject("SELECT max(seq) FROM event", Long.class))
                .isEqualTo(worker.jdbc.queryForObject("SELECT seq FROM event WHERE id = 'after'", Long.class));
    }

    @Test
    void a_backup_is_listed_announced_and_can_be_verified_again() {
        fill(3);
        Backup backup = backups.create();

        assertThat(worker.published())
                .singleElement()
                .satisfies(event ->
                        assertThat(event.event()).isEqualTo(new BackupCompleted(backup.file(), backup.sizeBytes(), 3)));
        assertThat(worker.jdbc.queryForMap("SELECT * FROM backup"))
                .containsEntry("file", backup.file())
                .containsEntry("outcome", "verified")
                .containsEntry("sha256", backup.sha256());
        Verification verification = backups.verify(backup.file());
        assertThat(verification.ok()).isTrue();
        assertThat(verification.counts()).containsEntry("event", 3L).containsEntry("event_count", 1L);
        assertThat(onlyBackupsIn(folder)).containsExactly(backup.file());
    }

    @Test
    void a_restore_keeps_what_was_there_before_as_a_backup_even_where_only_one_is_kept() throws Exception {
        backups = backups(1);
        fill(2);
        Backup old = backups.create();
        worker.clock.advance(Duration.ofSeconds(1));
        insert("later", 5);
        byte[] later = export();

        Backups.Restored restored = backups.restore(old.file());
        assertThat(worker.count("event")).isEqualTo(2);
        worker.clock.advance(Duration.ofSeconds(1));
        backups.restore(java.util.Objects.requireNonNull(restored.previous()));
        assertThat(export()).isEqualTo(later);
    }

    @Test
    void an_event_that_was_planned_and_is_recorded_after_the_restore_is_synced_and_sent_once() {
        insert("old", 1);
        Backup backup = backups.create();
        planned("on its way", "sent");
        worker.jdbc.update("""
                INSERT INTO delivery_attempt (event_id, target, attempt, at, outcome)
                VALUES ('on its way', 'updates', 1, 78, 'sent')""");
        worker.jdbc.update("""
                INSERT INTO main_app_delivery (event_id, status, attempts, at) VALUES ('on its way', 'delivered', 1, 79)""");
        long seq = seq("on its way");

        worker.clock.advance(Duration.ofSeconds(1));
        backups.restore(backup.file());
        insert("on its way", 2);

        assertThat(history().find("on its way").orElseThrow()).satisfies(life -> {
            assertThat(life.update().synced()).isTrue();
            assertThat(life.deliveries())
                    .extracting(UpdateTimeline.Delivery::target, UpdateTimeline.Delivery::status)
                    .containsExactly(tuple("updates", "sent"), tuple("main-app", "sent"));
            assertThat(life.deliveries().getFirst().history()).hasSize(1);
        });
        assertThat(seq("on its way")).as("by which the publisher knows it").isEqualTo(seq);
    }

    @Test
    void who_was_removed_and_whose_token_was_revoked_since_the_backup_stays_outside() {
        PeopleTable people = new PeopleTable(worker.database, worker.clock);
        people.add(new PersonRow("ann", "Ann", "operator", "{x}old", "s1", worker.clock.instant(), "ops", null));
        people.add(new PersonRow("ben", "Ben", "reader", "{x}old", "s1", worker.clock.instant(), "ops", null));
        people.addToken(new AccessTokenRow(
                "hash", "ci", "ci", "reader", null, null, null, worker.clock.instant(), "ops", null, null));
        Backup backup = backups.create();
        people.remove("ann");
        people.setPassword("ben", "{x}new", "s2");
        people.revoke("ci");

        worker.clock.advance(Duration.ofSeconds(1));
        backups.restore(backup.file());
        assertThat(people.person("ann")).isEmpty();
        assertThat(people.person("ben").orElseThrow().passwordHash()).isEqualTo("{x}new");
        assertThat(people.token("hash")).isEmpty();

        worker.jdbc.update("DELETE FROM person");
        backups.restore(backup.file());
        assertThat(people.people())
                .as("an empty database gets what the backup has")
                .extracting(PersonRow::name)
                .containsExactly("Ann", "Ben");
    }

    @Test
    void what_has_been_planned_or_sent_since_the_backup_is_not_open_again() {
        insert("open then", 1);
        planned("open then", "pending");
        insert("not planned then", 2);
        Backup backup = backups.create();
        worker.jdbc.update("UPDATE delivery SET status = 'sent', message_id = '7' WHERE event_id = 'open then'");
        planned("not planned then", "sent");
        worker.jdbc.update("""
                INSERT INTO card (card_key, channel_id, message_id, created_at, updated_at) VALUES ('k', 'c', 'new', 1, 1)""");

        worker.clock.advance(Duration.ofSeconds(1));
        backups.restore(backup.file());

        assertThat(history().recent(9, UpdateFilter.ALL))
                .filteredOn(update -> !update.id().equals("backup"))
                .extracting(Update::synced)
                .containsOnly(true);
        assertThat(worker.jdbc.queryForObject("SELECT message_id FROM card", String.class))
                .isEqualTo("new");
        assertThat(worker.count("delivery WHERE status = 'sent'")).isEqualTo(2);
    }

    @Test
    void deliveries_and_events_that_wait_to_be_published_are_still_there_after_a_restore() {
        insert("old", 1);
        Backup backup = backups.create();
        planned("waits for its channel", "pending");
        worker.jdbc.update("""
                INSERT INTO event_outbox (event_id, body, created_at, claimed_by, claimed_until)
                VALUES ('of the worker', '{}', 1, 'somebody', 9223372036854775807)""");
        worker.jdbc.update("INSERT INTO member_event (event_id, body, created_at) VALUES ('of a member', '{}', 1)");
        worker.jdbc.update("INSERT INTO channel_watermark VALUES ('c', '100', 1)");
        worker.jdbc.update("INSERT INTO sync_request (event_id, kind, requested_at) VALUES ('asked', 'quick', 1)");

        worker.clock.advance(Duration.ofSeconds(1));
        backups.restore(backup.file());

        assertThat(worker.count("delivery WHERE status = 'pending'")).isOne();
        assertThat(worker.count("event_outbox WHERE event_id = 'of the worker'"))
                .isOne();
        assertThat(worker.count("member_event")).isOne();
        assertThat(worker.count("channel_watermark")).isOne();
        assertThat(worker.count("sync_request")).isOne();
    }

    @Test
    void a_backup_of_another_database_is_added_in_its_order_behind_what_has_its_numbers() {
        for (String id : List.of("a", "b", "c")) {
            insert(id, 1);
            planned(id, "pending");
        }
        Backup backup = backups.create();
        wipe();
        planned("x", "sent");
        planned("y", "pending");

        worker.clock.advance(Duration.ofSeconds(1));
        backups.restore(backup.file());

        assertThat(worker.jdbc.queryForList("SELECT event_id FROM delivery ORDER BY seq", String.class))
                .containsExactly("x", "y", "a", "b", "c");
        planned("z", "pending");
        assertThat(worker.jdbc.queryForList("SELECT event_id FROM delivery ORDER BY seq", String.class))
                .endsWith("c", "z");
    }

    @Test
    void a_backup_of_the_version_without_places_in_lists_is_restored_and_listed_by_acceptance() throws Exception {
        insert("b", 2);
        insert("a", 1);
        Path file = folder.resolve(backups.create().file());
        List<String> old = new ArrayList<>();
        boolean event = false;
        for (String line : lines(file)) {
            if (line.startsWith("\"")) {
                event = line.equals("\"event\"");
            }
            old.add(
                    event && line.startsWith("[")
                            ? line.replaceFirst(",null]$", "]")
                            : line.replace(",\"listed_at\"", "").replace("\"schema\":112", "\"schema\":111"));
        }
        assertThat(lines(file).toString()).contains("listed_at");
        assertThat(old.toString()).doesNotContain("listed_at");
        writeSummed(folder.resolve("old.ndjson.gz"), old);

        worker.clock.advance(Duration.ofSeconds(1));
        backups.restore("old.ndjson.gz");

        assertThat(history().recent(2, UpdateFilter.ALL)).extracting(Update::id).containsExactly("b", "a");
    }

    @Test
    void after_a_restore_what_it_brought_is_found_by_its_words_and_what_it_replaced_is_not() {
        SearchableUpdates searchable = new SearchableUpdates(worker.database);
        HistorySearch search = new HistorySearch(worker.database);
        insert("old", 1_111);
        searchable.addMissing();
        Backup backup = backups.create();
        worker.clock.advance(Duration.ofSeconds(1));
        insert("new", 2_222);
        searchable.addMissing();
        assertThat(found(search, "2222")).containsExactly("new");

        backups.restore(backup.file());
        assertThat(search.isComplete()).isFalse();
        assertThat(searchable.addMissing()).isEqualTo(1);

        assertThat(search.isComplete()).isTrue();
        assertThat(found(search, "fixed")).containsExactly("old");
        assertThat(found(search, "2222")).isEmpty();
        assertThat(worker.count("event_words")).isEqualTo(1);
    }

    private static List<String> found(HistorySearch search, String text) {
        return search.newest(new HistorySearch.Question(text, UpdateFilter.ALL), 9, 0).stream()
                .map(found -> found.update().id())
                .toList();
    }

    @Test
    void everything_that_the_publisher_writes_tells_of_discord_and_stays() throws IOException {
        Set<String> publishers = new TreeSet<>();
        for (String file : migrations()) {
            Matcher table = Pattern.compile("-- ([a-z-]+):(?:(?!CREATE).|\\n)*?\\nCREATE TABLE (\\w+)")
                    .matcher(file);
            while (table.find()) {
                if (table.group(1).equals("discord-publisher")) {
                    publishers.add(table.group(2));
                }
            }
        }
        // Who is active and which edits are in doubt is in no backup; whose data these are is said by the data.
        publishers.removeAll(Set.of("lease", "data_owner", "edit_in_doubt"));
        assertThat(publishers)
                .contains("delivery", "card", "suggestion")
                .allSatisfy(
                        table -> assertThat(KeptTables.keeps(table)).as(table).isTrue());
    }

    private static List<String> migrations() throws IOException {
        try (Stream<Path> files =
                Files.list(Path.of("../common/storage/src/main/resources/dev/gatewaysync/storage/migration"))) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }

    private void planned(String id, String status) {
        worker.jdbc.update("INSERT INTO delivery_plan (event_id, deliveries, planned_at) VALUES (?, 1, 77)", id);
        worker.jdbc.update("""
                INSERT INTO delivery (event_id, target, status, body, planned_at, at)
                VALUES (?, 'updates', ?, '{}', 77, 78)""", id, status);
    }

    private long seq(String id) {
        Long seq = worker.jdbc.queryForObject("SELECT seq FROM delivery WHERE event_id = ?", Long.class, id);
        return seq == null ? 0 : seq;
    }

    private UpdateHistory history() {
        return new UpdateHistory(worker.database.jdbc());
    }

    @Test
    void cut_at_any_byte_it_is_refused() throws Exception {
        fill(5);
        Path file = folder.resolve(backups.create().file());
        byte[] whole = Files.readAllBytes(file);
        Path cut = folder.resolve("cut.ndjson.gz");
        for (int length = 0; length < whole.length; length++) {
            Files.write(cut, java.util.Arrays.copyOf(whole, length));
            int at = length;
            assertThatThrownBy(() -> new BackupReader(cut, SCHEMA).check())
                    .as("cut after %d of %d bytes", at, whole.length)
                    .isInstanceOf(UnusableBackupException.class);
        }
        Files.write(cut, whole);
        new BackupReader(cut, SCHEMA).check();
    }

    @Test
    void with_any_bit_flipped_it_is_refused_or_says_the_same() throws Exception {
        fill(5);
        Path file = folder.resolve(backups.create().file());
        byte[] whole = Files.readAllBytes(file);
        List<Object> content = content(file);
        Path flipped = folder.resolve("flipped.ndjson.gz");
        int refused = 0;
        for (int bit = 0; bit < whole.length * 8; bit += 3) {
            byte[] bytes = whole.clone();
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(flipped, bytes);
            try {
                assertThat(content(flipped)).as("bit %d", bit).isEqualTo(content);
            } catch (UnusableBackupException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(whole.length * 8 / 3 - 100);
    }

    @Test
    void a_damaged_a_changed_a_missing_and_a_newer_file_change_nothing() throws Exception {
        fill(3);
        Backup backup = backups.create();
        Path file = folder.resolve(backup.file());
        insert("later", 5);
        byte[] before = export();

        rewrite(file, "newer.ndjson.gz", text -> text.replaceFirst("\"schema\":\\d+", "\"schema\":999999"));
        assertThatThrownBy(() -> backups.restore("newer.ndjson.gz"))
                .hasMessageContaining("made by a newer version of this program")
                .hasMessageContaining("Update first");
        rewrite(file, "changed.ndjson.gz", text -> text.replace("Bug fixed: 1", "Bug fixed: 9"));
        assertThatThrownBy(() -> backups.restore("changed.ndjson.gz")).hasMessageContaining("checksum");
        assertThatThrownBy(() -> backups.restore("missing.ndjson.gz")).hasMessageContaining("There is no file");
        assertThatThrownBy(() -> backups.restore("../x")).hasMessageContaining("is not the name of a file");
        Files.writeString(folder.resolve("text.ndjson.gz"), "hello");
        assertThatThrownBy(() -> backups.restore("text.ndjson.gz")).isInstanceOf(UnusableBackupException.class);
        Files.write(file, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
        assertThat(backups.verify(backup.file()).problem()).contains("its checksum differs");
        assertThat(worker.jdbc.queryForObject("SELECT outcome FROM backup", String.class))
                .isEqualTo("damaged");
        assertThat(export()).isEqualTo(before);
    }

    @Test
    void a_restore_that_fails_half_way_changes_nothing() throws Exception {
        fill(3);
        Backup backup = backups.create();
        byte[] before = export();
        // Well summed, but the same event stands in it twice: only the database notices, in the middle.
        Path twice = folder.resolve("twice.ndjson.gz");
        List<String> lines = new ArrayList<>(lines(folder.resolve(backup.file())));
        int first = lines.indexOf("\"event\"") + 1;
        lines.add(first, lines.get(first));
        writeSummed(twice, lines);
        new BackupReader(twice, SCHEMA).check();

        assertThatThrownBy(() -> new BackupRestore(worker.database).restore(twice))
                .isInstanceOf(SQLException.class);
        assertThat(export()).isEqualTo(before);
    }

    @Test
    void it_is_of_one_moment_while_writing_goes_on_and_holds_no_writer_up() throws Exception {
        fill(2_000);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        AtomicLong slowest = new AtomicLong();
        AtomicLong before = new AtomicLong();
        // Asked while a backup is made, in which time a busy machine may not give the writer its turn.
        list = new BackupList(worker.jdbc) {
            @Override
            Optional<String> sha256(String file) {
                await().until(() -> written.get() > before.get());
                return super.sha256(file);
            }
        };
        backups = backups(30);
        Thread writer = Thread.ofPlatform().start(() -> {
            while (!stop.get()) {
                long start = System.nanoTime();
                worker.transactions.execute(() -> {
                    insert("w" + written.get(), 20_000);
                    return 1;
                });
                slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
                written.incrementAndGet();
            }
        });
        try {
            for (int i = 0; i < 5; i++) {
                before.set(written.get());
                Backup backup = backups.create();
                assertThat(written.get()).isGreaterThan(before.get());
                Path file = folder.resolve(backup.file());
                long counted = lines(file).stream()
                        .filter(line -> line.startsWith("[\"bug-fixed\","))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
                assertThat(counted).isEqualTo(backup.updates());
                worker.clock.advance(Duration.ofSeconds(1));
            }
        } finally {
            stop.set(true);
            writer.join();
        }
        assertThat(Duration.ofNanos(slowest.get())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void the_oldest_are_removed_and_so_is_what_a_killed_worker_left() throws Exception {
        backups = backups(2);
        fill(1);
        Path left = Files.createFile(folder.resolve("gateway-x.ndjson.gz.part"));
        Files.setLastModifiedTime(left, java.nio.file.attribute.FileTime.fromMillis(0));
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            made.add(backups.create().file());
            worker.clock.advance(Duration.ofHours(1));
        }
        assertThat(onlyBackupsIn(folder)).containsExactlyElementsOf(made.subList(2, 4));
        assertThat(worker.jdbc.queryForList("SELECT file FROM backup ORDER BY file", String.class))
                .containsExactlyElementsOf(made.subList(2, 4));
    }

    /** Before, the whole database was written and read again every 30 seconds. */
    @Test
    void a_backup_that_fails_is_tried_again_after_longer_and_longer_pauses() throws Exception {
        fill(1);
        BackupSettings settings = new BackupSettings(Duration.ZERO, 30, folder);
        AtomicLong tries = new AtomicLong();
        BackupList refusing = new BackupList(worker.jdbc) {
            @Override
            void add(Backup backup) {
                tries.incrementAndGet();
                throw new PermanentFailure("not this one");
            }
        };
        Backups failing = new Backups(
                worker.database,
                list,
                settings,
                new Backups.Announcement(refusing, worker.transactions, worker.outbox, worker.clock),
                worker.clock);
        LettuceConnectionFactory redis = new LettuceConnectionFactory(
                LettuceConnectionFactory.createRedisConfiguration(Infra.start().redisUrl()));
        redis.afterPropertiesSet();
        redis.start();
        ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor();
        try {
            BackupSchedule schedule = new BackupSchedule(
                    failing,
                    list,
                    new ScheduleStates(worker.jdbc),
                    new ClusterLock(new StringRedisTemplate(redis), renewal),
                    settings,
                    worker.clock);
            for (int seconds = 0; seconds < 3_600; seconds += 30) {
                try {
                    schedule.tick();
                } catch (RuntimeException e) {
                    assertThat(e).hasStackTraceContaining("not this one");
                }
                worker.clock.advance(Duration.ofSeconds(30));
            }
        } finally {
            renewal.shutdownNow();
            redis.destroy();
        }
        assertThat(tries.get()).isBetween(6L, 12L);
    }

    /** Before, verifying it filled the disk. */
    @Test
    void a_file_that_unpacks_without_an_end_is_told() throws Exception {
        BackupManifest manifest = new BackupManifest(
                BackupManifest.FORMAT, 1, "then", List.of(new BackupTable("t", List.of("c"), List.of())));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("endless.ndjson.gz")))) {
            out.write((EventJson.mapper().writeValueAsString(manifest) + "\n\"t\"\n").getBytes(StandardCharsets.UTF_8));
            byte[] rows = ("[\"" + "x".repeat(1_000) + "\"]\n").repeat(256).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 200; i++) {
                out.write(rows);
            }
        }
        BackupReader reader = new BackupReader(folder.resolve("endless.ndjson.gz"), SCHEMA, 10 << 20);
        assertThatThrownBy(reader::check)
                .isInstanceOf(UnusableBackupException.class)
                .hasMessageMatching(
                        "endless.ndjson.gz is not usable: it unpacks to more than 10 MiB, for which there is no room");
    }

    @Test
    void in_a_folder_that_others_may_enter_backups_are_their_owners_alone() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path old = Files.createFile(folder.resolve("gateway-20200101T000000.000Z.ndjson.gz"));
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-r--r--"));
        fill(1);
        Path made = folder.resolve(backups.create().file());
        assertThat(List.of(old, made))
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
    }

    private Backups backups(int keep) {
        return new Backups(
                worker.database,
                list,
                new BackupSettings(Duration.ofHours(24), keep, folder),
                new Backups.Announcement(list, worker.transactions, worker.outbox, worker.clock),
                worker.clock);
    }

    private void fill(int events) {
        worker.transactions.execute(() -> {
            for (int i = 0; i < events; i++) {
                insert("e" + i, i);
            }
            worker.jdbc.update("INSERT INTO delivery_plan (event_id, deliveries, planned_at) VALUES ('e0', 1, 77)");
            worker.jdbc.update("""
                    INSERT INTO delivery (event_id, target, status, body, planned_at, at)
                    VALUES ('e0', 'updates', 'sent', '{"content":"ä \\u0000 \\n 🎉"}', 77, 78)""");
            worker.jdbc.update(
                    "INSERT INTO catalog_resource VALUES ('Ä', 'https://z.example', 'Z', 'https://z.example', NULL, NULL, NULL, 1, 2)");
            worker.jdbc.update(
                    "INSERT INTO catalog_resource VALUES ('a', 'https://z.example', 'Z', 'https://z.example', NULL, NULL, NULL, 1, 2)");
            return 1;
        });
    }

    private void insert(String id, long at) {
        worker.jdbc.update("""
                INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                  recorded_at, details) VALUES (?, 'bug-fixed', 'main-app', 'features', 'normal', ?, ?, ?, ?, ?)""", id, "Bug fixed: " + at, at, at, at, "{\"title\":\"" + at + " „ü“\"}");
        worker.jdbc.update("""
                INSERT INTO event_count (type, total) VALUES ('bug-fixed', 1)
                ON CONFLICT (type) DO UPDATE SET total = event_count.total + 1""");
    }

    private void wipe() {
        for (String table : List.of("event", "event_count", "delivery", "delivery_plan", "catalog_resource")) {
            worker.jdbc.update("DELETE FROM " + table);
        }
        // As on a new machine.
        if (worker.database.dialect() == DatabaseDialect.SQLITE) {
            worker.jdbc.update("DELETE FROM sqlite_sequence");
        } else {
            worker.jdbc.execute("ALTER TABLE event ALTER COLUMN seq RESTART");
            worker.jdbc.execute("ALTER TABLE delivery ALTER COLUMN seq RESTART");
        }
    }

    private byte[] export() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new HistoryExport(new UpdateHistory(worker.database.jdbc()), worker.statistics, worker.clock).write(out, true);
        return out.toByteArray();
    }

    private static List<Object> content(Path file) throws SQLException {
        List<Object> content = new ArrayList<>();
        new BackupReader(file, SCHEMA).read(new BackupReader.Sink() {
            @Override
            public void table(BackupTable table) {
                content.add(table);
            }

            @Override
            public void row(List<@Nullable Object> values) {
                content.add(values);
            }
        });
        return content;
    }

    private static List<String> lines(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private void rewrite(Path file, String name, java.util.function.UnaryOperator<String> change) throws IOException {
        String text = change.apply(String.join("\n", lines(file)) + "\n");
        assertThat(text.lines().toList()).isNotEqualTo(lines(file));
        write(folder.resolve(name), text);
    }

    private static void writeSummed(Path file, List<String> lines) throws IOException {
        List<BackupSummary.TableSum> sums = new ArrayList<>();
        Sha256 all = new Sha256();
        Sha256 table = new Sha256();
        String name = null;
        long rows = 0;
        for (String line : lines.subList(0, lines.size() - 1)) {
            all.add(BackupWriter.bytes(line));
            if (line.startsWith("\"")) {
                if (name != null) {
                    sums.add(new BackupSummary.TableSum(name, rows, table.hex()));
                }
                name = line.substring(1, line.length() - 1);
                table = new Sha256();
                rows = 0;
            } else if (name != null) {
                table.add(BackupWriter.bytes(line));
                rows++;
            }
        }
        sums.add(new BackupSummary.TableSum(java.util.Objects.requireNonNull(name), rows, table.hex()));
        String end = dev.gatewaysync.events.EventJson.mapper().writeValueAsString(new BackupSummary(sums, all.hex()));
        write(file, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n" + end + "\n");
    }

    private static void write(Path file, String text) throws IOException {
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<String> onlyBackupsIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
