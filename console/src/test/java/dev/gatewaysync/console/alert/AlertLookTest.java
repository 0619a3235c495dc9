package dev.gatewaysync.console.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.gatewaysync.console.overview.Alert;
import dev.gatewaysync.console.overview.AlertRule;
import dev.gatewaysync.console.overview.ConfigStatus;
import dev.gatewaysync.console.overview.Status;
import dev.gatewaysync.console.status.DiscordLimits;
import dev.gatewaysync.console.status.Uptime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

class AlertLookTest {
    @TempDir
    Path directory;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch answers = new CountDownLatch(1);
    private HttpServer server;
    private AlertsBench bench;
    private AlertLease lease;
    private PlaceSenders senders;
    private WatchHealth health;
    private AlertLook look;

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            try {
                answers.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        bench = new AlertsBench(
                directory, "ALERT_TO=http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
        lease = bench.lease();
        senders = bench.senders(lease);
        health = new WatchHealth(bench::now);
        look = bench.look(lease, senders, health);
    }

    @AfterEach
    void close() {
        answers.countDown();
        senders.stop();
        server.stop(0);
        bench.close();
    }

    @Test
    void a_gateway_that_does_its_work_is_well_until_the_next_look_is_overdue() {
        assertThat(health.isWell()).isFalse();
        look.at(() -> status(true));
        assertThat(health.isWell()).isTrue();
        bench.pass(Duration.ofSeconds(30));
        assertThat(health.isWell()).isFalse();
    }

    @Test
    void what_is_urgent_is_not_well() {
        look.at(() -> status(true, urgent()));
        assertThat(health.isWell()).isFalse();
    }

    @Test
    void a_look_that_cannot_note_what_it_sees_is_not_well() {
        look.at(() -> status(true));
        away();
        assertThatThrownBy(() -> look.at(() -> status(true))).isInstanceOf(DataAccessException.class);
        assertThat(health.isWell()).isFalse();
    }

    @Test
    void looks_that_fail_for_twenty_seconds_are_told_as_a_database_that_is_away_and_its_end_where_that_was() {
        answers.countDown();
        look.at(() -> status(true));
        senders.start();
        away();
        for (int failed = 0; failed < 5; failed++) {
            assertThatThrownBy(() -> look.at(() -> status(true))).isInstanceOf(DataAccessException.class);
            bench.pass(Duration.ofSeconds(5));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> !told.isEmpty());
        assertThat(told.getFirst()).contains("\"rule\":\"database\"", "The console cannot read or note what is wrong");
        back();
        for (int seconds = 0; seconds <= 45; seconds += 5) {
            bench.pass(Duration.ofSeconds(5));
            look.at(() -> status(true));
        }
        senders.wake();
        await().atMost(Duration.ofSeconds(60)).until(() -> told.size() > 1);
        assertThat(told).hasSize(2).last().asString().contains("alert.ended", "The console cannot read or note");
    }

    @Test
    void what_cannot_be_noted_because_the_disk_is_full_is_told_as_that_with_what_to_do() {
        answers.countDown();
        look.at(() -> status(true));
        senders.start();
        away();
        Alert full = new Alert(
                AlertRule.DISK, "console data", false, "The disk of data is nearly full", null, "Make room", "/system");
        for (int failed = 0; failed < 5; failed++) {
            assertThatThrownBy(() -> look.at(() -> status(true, full))).isInstanceOf(DataAccessException.class);
            bench.pass(Duration.ofSeconds(5));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> !told.isEmpty());
        assertThat(told.getFirst())
                .contains("The disk of data is nearly full; what is wrong cannot be noted", "Make room");
    }

    @Test
    void what_is_told_while_a_place_has_not_answered_to_the_one_before_does_not_wait_as_its_repeat() {
        look.at(() -> status(true));
        senders.start();
        look.at(() -> status(false));
        bench.pass(Duration.ofSeconds(25));
        look.at(() -> status(false));
        await().atMost(Duration.ofSeconds(60)).until(() -> told.size() == 1);
        bench.pass(Duration.ofHours(4));
        look.at(() -> status(false));
        answers.countDown();
        await().atMost(Duration.ofSeconds(60)).until(() -> told.size() == 2);
    }

    @Test
    void a_database_that_stays_away_is_told_again_and_one_that_is_snoozed_is_not() {
        answers.countDown();
        look.at(() -> status(true));
        senders.start();
        look.at(() -> status(false));
        bench.pass(Duration.ofSeconds(25));
        look.at(() -> status(false));
        await().atMost(Duration.ofSeconds(60)).until(() -> told.size() == 1);
        bench.pass(Duration.ofHours(4));
        look.at(() -> status(false));
        await().atMost(Duration.ofSeconds(60)).until(() -> told.size() == 2);
        assertThat(told.getLast()).contains("alert.lasts", "The database does not answer");
        bench.table.snooze("database", Duration.ofHours(1), "ann", null);
        look.at(() -> status(true));
        senders.stop();
        look.at(() -> status(false));
        bench.pass(Duration.ofSeconds(25));
        look.at(() -> status(false));
        assertThat(senders.isTellingDirectly()).isFalse();
    }

    @Test
    void a_stop_waits_for_what_is_being_sent_so_that_nobody_sends_it_again() throws Exception {
        look.at(() -> status(true, urgent()));
        bench.pass(Duration.ofSeconds(20));
        look.at(() -> status(true, urgent()));
        senders.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> !told.isEmpty());
        Thread stopping = Thread.ofVirtual().start(senders::stop);
        assertThat(stopping.join(Duration.ofMillis(300))).as("it waits").isFalse();
        answers.countDown();
        stopping.join();
        assertThat(bench.value("SELECT count(*) FROM alert_notice WHERE status = 'sent'"))
                .isEqualTo(1);
    }

    private void away() {
        bench.database.jdbc().sql("ALTER TABLE alert RENAME TO alert_away").update();
    }

    private void back() {
        bench.database.jdbc().sql("ALTER TABLE alert_away RENAME TO alert").update();
    }

    private static Alert urgent() {
        return new Alert(AlertRule.SERVICE_DOWN, "history", true, "Nobody works", null, "Start it", "/system");
    }

    private Status status(boolean database, Alert... needs) {
        return new Status(
                "ok",
                bench.now(),
                List.of(needs),
                Set.of(),
                "online",
                "connected",
                Map.of("database", database),
                List.of(),
                List.of(),
                List.of(),
                DiscordLimits.UNKNOWN,
                List.of(),
                new ConfigStatus("", Map.of()),
                0,
                Map.of(),
                Uptime.UNKNOWN);
    }
}
