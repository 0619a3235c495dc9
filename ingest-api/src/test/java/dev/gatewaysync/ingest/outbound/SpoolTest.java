package dev.gatewaysync.ingest.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.messaging.OutageFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path directory;

    @Test
    void events_come_back_in_their_order_also_after_a_restart() throws Exception {
        try (Spool spool = new Spool(directory)) {
            for (int i = 0; i < 10; i++) {
                spool.add(List.of(event("e" + i)));
            }
            assertThat(spool.size()).isEqualTo(10);
            spool.remove(spool.oldest(3));
            assertThat(spool.size()).isEqualTo(7);
        }
        try (Spool spool = new Spool(directory)) {
            assertThat(spool.size()).isEqualTo(7);
            spool.add(List.of(event("late")));
            assertThat(ids(spool.oldest(100))).containsExactly("e3", "e4", "e5", "e6", "e7", "e8", "e9", "late");
        }
    }

    @Test
    void many_callers_at_once_lose_nothing() throws Exception {
        Set<String> expected = ConcurrentHashMap.newKeySet();
        try (Spool spool = new Spool(directory)) {
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, 1000)
                        .forEach(i -> callers.submit(() -> {
                            spool.add(List.of(event("e" + i)));
                            expected.add("e" + i);
                        }));
            }
            assertThat(expected).hasSize(1000);
            assertThat(ids(spool.oldest(2000))).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void after_a_disk_that_refused_in_the_middle_of_a_transaction_it_takes_events_again() throws Exception {
        try (Spool spool = new Spool(directory)) {
            spool.add(List.of(event("before")));
            // As SQLite does it when the disk refuses: the transaction is over, and nobody has told the connection.
            execute("CREATE TRIGGER refusing BEFORE INSERT ON event BEGIN SELECT RAISE(ROLLBACK, 'no disk'); END");
            assertThatThrownBy(() -> spool.add(List.of(event("refused")))).isInstanceOf(OutageFailure.class);
            execute("DROP TRIGGER refusing");
            spool.add(List.of(event("after")));
            assertThat(ids(spool.oldest(10))).containsExactly("before", "after");
            assertThat(spool.size()).isEqualTo(2);
        }
    }

    @Test
    void what_was_stored_though_its_commit_failed_is_counted() throws Exception {
        try (Spool spool = new Spool(directory)) {
            spool.add(List.of(event("stored")));
            execute("INSERT INTO event (body) SELECT body FROM event");
            execute("CREATE TRIGGER refusing BEFORE INSERT ON event BEGIN SELECT RAISE(ROLLBACK, 'no disk'); END");
            assertThatThrownBy(() -> spool.add(List.of(event("refused")))).isInstanceOf(OutageFailure.class);
            execute("DROP TRIGGER refusing");
            assertThat(ids(spool.oldest(10))).containsExactly("stored", "stored");
            assertThat(spool.size()).isEqualTo(2);
        }
    }

    private void execute(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ingest-0.db"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a_full_spool_refuses_and_takes_again_when_it_has_room() throws Exception {
        try (Spool spool = new Spool(directory)) {
            EventEnvelope event = event("e");
            List<EventEnvelope> many = java.util.Collections.nCopies(50_000, event);
            spool.add(many);
            spool.add(many);
            assertThat(spool.hasRoom()).isFalse();
            assertThatThrownBy(() -> spool.add(List.of(event)))
                    .isInstanceOf(OutageFailure.class)
                    .hasMessageContaining("full");
            spool.remove(spool.oldest(1));
            spool.add(List.of(event));
            assertThat(spool.size()).isEqualTo(Spool.MAX_EVENTS);
        }
    }

    @Test
    void two_instances_share_a_directory_and_not_a_file() throws Exception {
        try (Spool one = new Spool(directory);
                Spool two = new Spool(directory)) {
            one.add(List.of(event("one")));
            two.add(List.of(event("two")));
            assertThat(ids(one.oldest(9))).containsExactly("one");
            assertThat(ids(two.oldest(9))).containsExactly("two");
        }
    }

    @Test
    void an_event_that_cannot_be_read_holds_up_no_other() throws Exception {
        try (Spool spool = new Spool(directory)) {
            spool.add(List.of(event("good")));
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ingest-0.db"));
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO event (seq, body) VALUES (0, 'broken')");
        }
        try (Spool spool = new Spool(directory)) {
            assertThat(spool.size()).isEqualTo(2);
            assertThat(ids(spool.oldest(9))).containsExactly("good");
            assertThat(spool.size()).isEqualTo(1);
        }
    }

    @Test
    void an_event_that_cannot_be_published_is_set_aside_and_the_rest_goes_on() throws Exception {
        List<String> published = new CopyOnWriteArrayList<>();
        try (Spool spool = new Spool(directory)) {
            for (String id : List.of("e1", "bad", "e2", "worse", "e3")) {
                spool.add(List.of(event(id)));
            }
            try (SpoolPublisher drain = new SpoolPublisher(spool, rows -> {
                if (ids(rows).contains("bad")) {
                    throw new IllegalStateException("only this one");
                }
                if (ids(rows).contains("worse")) {
                    throw new StackOverflowError("only this one");
                }
                published.addAll(ids(rows));
            })) {
                await().until(() -> spool.size() == 0);
            }
        }
        assertThat(published).containsExactly("e1", "e2", "e3");
        try (Spool spool = new Spool(directory)) {
            assertThat(spool.size()).as("not again after a restart").isZero();
        }
        assertThat(setAside()).isEqualTo(2);
    }

    @Test
    void in_a_folder_that_others_may_enter_events_are_their_owners_alone() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Spool spool = new Spool(directory)) {
            spool.add(List.of(event("e")));
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files.filter(file -> file.getFileName().toString().contains(".db")))
                        .hasSizeGreaterThan(1)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    private long setAside() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ingest-0.db"));
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM event WHERE unreadable = 1")) {
            return row.getLong(1);
        }
    }

    private static List<String> ids(List<SpoolTable.Row> rows) {
        return rows.stream().map(row -> row.event().id()).toList();
    }

    private static EventEnvelope event(String id) {
        return EventEnvelope.of(id, Source.MAIN_APP, Instant.EPOCH, new BugFixed("t", null, null));
    }
}
