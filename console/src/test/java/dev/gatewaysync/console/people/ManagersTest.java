package dev.gatewaysync.console.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.Role;
import dev.gatewaysync.storage.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ManagersTest {
    private static final String HERE = "10.0.0.1";
    private static final Operator SHARED = Operator.shared("ops", Role.OPERATOR, HERE);

    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private Database database;
    private TestPeople test;

    @BeforeEach
    void open() {
        database = Database.open("jdbc:sqlite:" + directory.resolve("gateway.db"));
        test = new TestPeople(database, () -> now);
    }

    @AfterEach
    void close() {
        test.lastUses.close();
        database.close();
    }

    @Test
    void a_request_that_was_let_in_before_there_was_an_admin_changes_nothing_once_there_is_one() {
        test.people.add("ann", "admin", null, SHARED);
        List<ThrowingCallable> late = List.of(
                () -> test.people.add("mallory", "admin", null, SHARED),
                () -> test.people.setPassword("ann", null, SHARED),
                () -> test.people.setRole("ann", "admin", SHARED),
                () -> test.people.remove("ann", SHARED),
                () -> test.tokens.add("backup", "operator", null, null, SHARED));
        for (ThrowingCallable each : late) {
            assertForbidden(each);
        }
        assertThat(test.people.list()).hasSize(1);
        assertThat(test.tokens.list()).isEmpty();
        assertThat(rows()).as("nor is anything noted").isEqualTo(1);
    }

    @Test
    void an_admin_who_is_one_no_more_changes_nothing_with_what_they_were_let_in_by() {
        test.people.add("ann", "admin", null, SHARED);
        test.people.add("ben", "admin", null, admin("ann"));
        Operator byPassword = admin("ben");
        String secret =
                test.tokens.add("laptop", "admin", "ben", null, admin("ann")).secret();
        Operator byToken = test.tokens.whose(secret, HERE).orElseThrow();
        test.tokens.add("ci", "reader", null, null, byToken);
        test.people.setRole("ben", "operator", admin("ann"));
        assertForbidden(() -> test.people.add("mallory", "reader", null, byPassword));
        assertForbidden(() -> test.tokens.revoke("ci", byToken));
        test.people.remove("ben", admin("ann"));
        assertForbidden(() -> test.people.remove("ann", byPassword));
        assertForbidden(() -> test.people.remove("ann", byToken));
        assertForbidden(() -> test.people.remove("ann", Operator.of("ops", Role.OPERATOR, HERE)));
    }

    @Test
    void a_shared_token_makes_no_token_that_outlasts_its_say_of_people() {
        test.people.add("ann", "reader", null, SHARED);
        assertForbidden(() -> test.tokens.add("backup", "admin", null, null, SHARED));
        assertForbidden(() -> test.tokens.add("backup", "admin", "ann", null, SHARED));
        assertForbidden(() -> test.tokens.add("backup", "reader", "ann", null, SHARED));
        assertThat(test.tokens.add("ci", "operator", null, null, SHARED).role()).isEqualTo("operator");
    }

    @Test
    void a_token_does_not_grow_with_its_owner() {
        test.people.add("ann", "admin", null, SHARED);
        test.people.add("ben", "reader", null, admin("ann"));
        AccessTokens.Made made = test.tokens.add("laptop", "admin", "ben", null, admin("ann"));
        assertThat(made.role()).isEqualTo("reader");
        test.people.setRole("ben", "admin", admin("ann"));
        assertThat(test.tokens.whose(made.secret(), HERE).orElseThrow().role()).isEqualTo(Role.READER);
    }

    @Test
    void who_removes_a_user_is_told_of_the_tokens_that_stay() {
        test.people.add("ann", "admin", null, SHARED);
        test.people.add("ben", "admin", null, admin("ann"));
        test.tokens.add("ben's ci", "reader", null, null, admin("ben"));
        test.tokens.add("ben's laptop", "admin", "ben", null, admin("ben"));
        test.tokens.add("ci", "reader", null, null, admin("ann"));
        test.tokens.add("backdoor", "admin", null, null, admin("ann"));
        assertThat(test.people.remove("ben", admin("ann")).tokens()).containsExactly("backdoor", "ben's ci");
    }

    @Test
    void who_makes_the_first_admin_is_told_of_tokens_that_are_admins_already() {
        test.people.add("ann", "admin", null, SHARED);
        test.tokens.add("backup", "admin", null, null, admin("ann"));
        database.jdbc().sql("UPDATE person SET role = 'operator'").update();
        assertThat(test.people.add("ben", "admin", null, SHARED).adminTokens()).containsExactly("backup");
        assertThat(test.people.add("cat", "admin", null, admin("ben")).adminTokens())
                .as("not the first")
                .isEmpty();
    }

    @Test
    void a_token_is_not_called_as_a_user_is_nor_a_user_as_a_token() {
        test.people.add("ann", "reader", null, SHARED);
        assertThatThrownBy(() -> test.tokens.add("ANN", "reader", null, null, SHARED))
                .hasMessageContaining("There is a user ANN");
        test.tokens.add("ci", "reader", null, null, SHARED);
        assertThatThrownBy(() -> test.people.add("CI", "reader", null, SHARED))
                .hasMessageContaining("There is a token CI");
    }

    @Test
    @Timeout(20)
    void who_only_reads_does_not_wait_for_a_restore_that_keeps_others_from_writing() throws Exception {
        test.people.add("ann", "operator", null, SHARED);
        String secret = test.tokens.add("ci", "reader", null, null, SHARED).secret();
        try (Connection restore = database.dataSource().getConnection();
                Statement writes = restore.createStatement()) {
            restore.setAutoCommit(false);
            writes.execute("UPDATE person SET created_by = 'restore'");
            assertThat(test.tokens.whose(secret, HERE)).isPresent();
            assertThat(test.people
                            .letIn(test.table.person("ann").orElseThrow(), HERE)
                            .name())
                    .isEqualTo("ann");
            assertThat(test.tokens.list().getFirst().lastUsedAt()).isNull();
            restore.commit();
        }
        await().untilAsserted(() ->
                assertThat(test.people.list().getFirst().lastLoginAt()).isEqualTo(now));
        assertThat(test.tokens.list().getFirst().lastUsedAt()).isEqualTo(now);
    }

    @Test
    void the_use_of_a_token_is_tried_to_write_down_once_a_minute() {
        test.people.add("ann", "operator", null, SHARED);
        String secret = test.tokens.add("ci", "reader", null, null, SHARED).secret();
        test.tokens.whose(secret, HERE);
        await().until(() -> test.tokens.list().getFirst().lastUsedAt() != null);
        database.jdbc().sql("UPDATE access_token SET last_used_at = NULL").update();
        now = now.plus(Duration.ofSeconds(59));
        test.tokens.whose(secret, HERE);
        admin("ann");
        await().until(() -> test.people.list().getFirst().lastLoginAt() != null);
        assertThat(test.tokens.list().getFirst().lastUsedAt())
                .as("it would have been written before")
                .isNull();
    }

    private Operator admin(String name) {
        return test.people.letIn(test.table.person(name).orElseThrow(), HERE);
    }

    private static void assertForbidden(ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
    }

    private long rows() {
        return database.jdbc()
                .sql("SELECT count(*) FROM audit_log")
                .query(Long.class)
                .single();
    }
}
