package dev.gatewaysync.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.Role;
import dev.gatewaysync.console.audit.AuditLog;
import dev.gatewaysync.console.people.People;
import dev.gatewaysync.console.people.TestPeople;
import dev.gatewaysync.storage.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongLoginsTest {
    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void many_addresses_cannot_fill_the_log() {
        try (Database database = Database.open("jdbc:sqlite:" + directory.resolve("gateway.db"))) {
            AuditLog audit = new AuditLog(database.jdbc(), () -> now);
            WrongLogins wrong = new WrongLogins(TestPeople.of(database, () -> now), audit, () -> now);
            for (int address = 0; address < 500; address++) {
                wrong.token("10.0.0." + address, "API");
            }
            assertThat(rows(database)).isEqualTo(WrongLogins.MOST);
            now = now.plus(Duration.ofSeconds(61));
            wrong.token("10.0.0.1", "API");
            assertThat(rows(database)).isEqualTo(WrongLogins.MOST + 1);
        }
    }

    @Test
    void a_user_waits_wherever_the_passwords_come_from_and_however_the_name_is_written() {
        try (Database database = Database.open("jdbc:sqlite:" + directory.resolve("gateway.db"))) {
            AuditLog audit = new AuditLog(database.jdbc(), () -> now);
            People people = TestPeople.of(database, () -> now);
            people.add("ann", "reader", null, Operator.shared("ops", Role.OPERATOR, "here"));
            WrongLogins wrong = new WrongLogins(people, audit, () -> now);
            for (int address = 0; address < WrongLogins.TRIES; address++) {
                assertThat(wrong.wait("10.0.1.1", "ann")).isZero();
                wrong.password("10.0.0." + address, address % 2 == 0 ? "ann" : " ＡＮＮ");
            }
            assertThat(wrong.wait("10.0.1.1", "ann")).isEqualTo(LoginThrottle.WINDOW);
            assertThat(wrong.wait("10.0.1.1", "Ann ")).isEqualTo(LoginThrottle.WINDOW);
            assertThat(wrong.wait("10.0.1.1", "ben")).as("another user").isZero();
            assertThat(wrong.wait("10.0.1.1")).as("a token").isZero();
            now = now.plus(LoginThrottle.WINDOW).plusMillis(1);
            assertThat(wrong.wait("10.0.1.1", "ann")).isZero();
        }
    }

    @Test
    void wrong_tokens_keep_no_password_waiting_nor_wrong_passwords_a_token() {
        try (Database database = Database.open("jdbc:sqlite:" + directory.resolve("gateway.db"))) {
            WrongLogins wrong = new WrongLogins(
                    TestPeople.of(database, () -> now), new AuditLog(database.jdbc(), () -> now), () -> now);
            for (int tries = 0; tries < WrongLogins.TRIES; tries++) {
                wrong.token("10.0.0.1", "API");
            }
            assertThat(wrong.wait("10.0.0.1")).isEqualTo(LoginThrottle.WINDOW);
            assertThat(wrong.wait("10.0.0.1", "ann")).isZero();
            for (int tries = 0; tries < WrongLogins.TRIES_OF_ADDRESS; tries++) {
                assertThat(wrong.wait("10.0.0.2", "ann"))
                        .as("behind one proxy with a stranger")
                        .isZero();
                wrong.password("10.0.0.2", "nobody " + tries);
            }
            assertThat(wrong.wait("10.0.0.2", "ann")).isEqualTo(LoginThrottle.WINDOW);
            assertThat(wrong.wait("10.0.0.2")).isZero();
        }
    }

    @Test
    void strangers_do_not_keep_a_user_out_who_has_logged_in_from_there_before() {
        try (Database database = Database.open("jdbc:sqlite:" + directory.resolve("gateway.db"))) {
            WrongLogins wrong = new WrongLogins(
                    TestPeople.of(database, () -> now), new AuditLog(database.jdbc(), () -> now), () -> now);
            wrong.right("10.0.1.1", "Ann");
            for (int address = 0; address < WrongLogins.TRIES; address++) {
                wrong.password("10.0.0." + address, "ann");
            }
            assertThat(wrong.wait("10.0.1.1", "ann")).isZero();
            assertThat(wrong.wait("10.0.1.2", "ann")).isEqualTo(LoginThrottle.WINDOW);
            for (int tries = 0; tries < WrongLogins.TRIES; tries++) {
                assertThat(wrong.wait("10.0.1.1", "ann")).isZero();
                wrong.password("10.0.1.1", "ann");
            }
            assertThat(wrong.wait("10.0.1.1", "ann")).isEqualTo(LoginThrottle.WINDOW);
        }
    }

    @Test
    void a_name_that_nobody_has_is_noted_nowhere_for_it_may_be_a_password() {
        try (Database database = Database.open("jdbc:sqlite:" + directory.resolve("gateway.db"))) {
            AuditLog audit = new AuditLog(database.jdbc(), () -> now);
            WrongLogins wrong = new WrongLogins(TestPeople.of(database, () -> now), audit, () -> now);
            wrong.password("10.0.0.1", "my secret password");
            assertThat(audit.recent(10)).hasSize(1);
            assertThat(audit.recent(10).toString()).doesNotContain("my secret password");
        }
    }

    private static long rows(Database database) {
        return database.jdbc()
                .sql("SELECT count(*) FROM audit_log WHERE action = 'wrong-token'")
                .query(Long.class)
                .single();
    }
}
