package dev.gatewaysync.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.people.AccessTokenRow;
import dev.gatewaysync.storage.people.PeopleTable;
import dev.gatewaysync.storage.people.PersonRow;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class PeopleTableIT {
    private final Database database = Database.open(Infra.start().wiped().databaseUrl());
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-30T12:00:00Z"));
    private final PeopleTable table = new PeopleTable(database, clock);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_person_is_found_as_added_and_added_once() {
        assertThat(table.add(person("ann", "operator"))).isTrue();
        assertThat(table.add(person("ann", "admin"))).isFalse();
        assertThat(table.person("ann")).contains(person("ann", "operator"));
        assertThat(table.people()).containsExactly(person("ann", "operator"));
        table.noteLogin("ann", clock.instant());
        assertThat(table.person("ann").orElseThrow().lastLoginAt()).isEqualTo(clock.instant());
    }

    @Test
    void the_last_admin_stays_one() {
        assertThat(table.hasAdmin()).isFalse();
        table.add(person("ann", "admin"));
        assertThat(table.hasAdmin()).isTrue();
        assertThat(table.setRole("ann", "operator")).isFalse();
        assertThat(table.setRole("ann", "admin")).isTrue();
        assertThat(table.remove("ann")).isFalse();
        table.add(person("ben", "admin"));
        assertThat(table.setRole("ann", "reader")).isTrue();
        assertThat(table.remove("ben")).isFalse();
        assertThat(table.remove("ann")).isTrue();
        assertThat(table.remove("ann")).isFalse();
        assertThat(table.setPassword("ann", "{x}other", "s2")).isFalse();
    }

    @Test
    void of_the_last_two_admins_who_go_at_once_one_stays() throws Exception {
        table.add(person("ann", "admin"));
        table.add(person("ben", "admin"));
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            AtomicReference<Future<Boolean>> ben = new AtomicReference<>();
            database.transactions().executeWithoutResult(status -> {
                assertThat(table.remove("ann")).isTrue();
                ben.set(other.submit(() -> table.remove("ben")));
                assertThatThrownBy(() -> ben.get().get(1, TimeUnit.SECONDS))
                        .as("waits for what becomes of the other")
                        .isInstanceOf(TimeoutException.class);
            });
            assertThat(ben.get().get()).isFalse();
        }
        assertThat(table.hasAdmin()).isTrue();
    }

    @Test
    void a_password_is_replaced_by_whoever_has_proved_the_one_that_is_still_there() {
        table.add(person("ann", "reader"));
        assertThat(table.replacePassword("ann", "s0", "{x}other", "s2")).isFalse();
        assertThat(table.replacePassword("ann", "s1", "{x}other", "s2")).isTrue();
        assertThat(table.person("ann").orElseThrow().passwordHash()).isEqualTo("{x}other");
    }

    @Test
    void who_is_gone_is_given_no_token() {
        table.add(person("ann", "reader"));
        table.remove("ann");
        assertThat(table.addToken(token("laptop", "ann", null))).isFalse();
    }

    @Test
    void there_is_one_open_token_of_a_name_also_if_two_add_it_at_once() {
        table.addToken(token("ci", null, null));
        assertThatThrownBy(() -> database.jdbc()
                        .sql("INSERT INTO access_token (hash, id, name, role, created_at, created_by)"
                                + " VALUES ('other', 'ci', 'ci', 'reader', 1, 'ann')")
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void who_was_removed_leaves_no_hash_and_comes_back_without_what_they_had() {
        table.add(person("ann", "operator"));
        table.addToken(token("laptop", "ann", null));
        table.noteLogin("ann", clock.instant());
        assertThat(table.remove("ann")).isTrue();
        assertThat(table.person("ann")).isEmpty();
        assertThat(table.token("hash-laptop")).isEmpty();
        assertThat(database.jdbc()
                        .sql("SELECT password_hash FROM person WHERE id = 'ann'")
                        .query(String.class)
                        .single())
                .isEmpty();
        assertThat(table.add(person("ann", "reader"))).isTrue();
        assertThat(table.person("ann")).contains(person("ann", "reader"));
        assertThat(table.token("hash-laptop")).isEmpty();
    }

    @Test
    void a_token_that_an_unfinished_removal_has_left_is_nobodys() {
        table.add(person("ann", "operator"));
        table.addToken(token("laptop", "ann", null));
        database.jdbc().sql("UPDATE person SET removed_at = 1 WHERE id = 'ann'").update();
        assertThat(table.token("hash-laptop")).isEmpty();
        table.add(person("ann", "operator"));
        assertThat(table.token("hash-laptop")).isEmpty();
    }

    @Test
    void a_token_is_found_by_its_hash_until_it_is_revoked_and_its_name_is_free_again() {
        AccessTokenRow ci = token("ci", null, clock.instant().plus(Duration.ofDays(1)));
        assertThat(table.addToken(ci)).isTrue();
        assertThat(table.addToken(ci)).isFalse();
        assertThat(table.token("hash-ci")).contains(ci);
        assertThat(table.tokens()).containsExactly(ci);
        assertThat(ci.isExpired(clock.instant())).isFalse();
        assertThat(ci.isExpired(clock.instant().plus(Duration.ofDays(1)))).isTrue();
        assertThat(table.revoke("ci")).isTrue();
        assertThat(table.revoke("ci")).isFalse();
        assertThat(table.token("hash-ci")).isEmpty();
        assertThat(table.addToken(new AccessTokenRow(
                        "hash-2", "ci", "ci", "reader", null, null, null, clock.instant(), "ann", null, null)))
                .isTrue();
    }

    @Test
    void the_use_of_a_token_is_written_down_once_a_minute() {
        table.addToken(token("ci", null, null));
        Instant first = clock.instant();
        table.noteUse(table.token("hash-ci").orElseThrow(), clock.instant());
        clock.advance(Duration.ofSeconds(59));
        table.noteUse(table.token("hash-ci").orElseThrow(), clock.instant());
        assertThat(table.token("hash-ci").orElseThrow().lastUsedAt()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(2));
        table.noteUse(table.token("hash-ci").orElseThrow(), clock.instant());
        assertThat(table.token("hash-ci").orElseThrow().lastUsedAt()).isEqualTo(clock.instant());
    }

    @Test
    void a_token_knows_what_its_owner_may_now() {
        table.add(person("ann", "operator"));
        table.addToken(token("laptop", "ann", null));
        table.setRole("ann", "reader");
        assertThat(table.token("hash-laptop").orElseThrow().ownerRole()).isEqualTo("reader");
        assertThat(table.token("hash-laptop").orElseThrow().ownerName()).isEqualTo("Ann");
    }

    private PersonRow person(String id, String role) {
        String name = id.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + id.substring(1);
        return new PersonRow(id, name, role, "{x}hash", "s1", clock.instant(), "operator", null);
    }

    private AccessTokenRow token(String id, @Nullable String owner, @Nullable Instant expires) {
        return new AccessTokenRow(
                "hash-" + id, id, id, "operator", owner, null, null, clock.instant(), "ann", expires, null);
    }
}
