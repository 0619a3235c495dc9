package dev.gatewaysync.discord.leader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.storage.Database;
import dev.gatewaysync.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lease is held by one instance at a time, and is free again when its holder is gone. */
class LeaderLeaseTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));

    private long nanos;

    @TempDir
    private Path directory;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open("jdbc:sqlite:" + directory.resolve("lease.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void one_instance_holds_it_until_it_is_released_or_runs_out() {
        LeaderLease first = lease();
        LeaderLease second = lease();

        assertThat(first.isHeld()).isFalse();
        assertThat(first.take()).isTrue();
        assertThat(first.isHeld()).isTrue();
        assertThat(first.isHeldInDatabase()).isTrue();
        assertThat(second.take()).isFalse();
        assertThat(second.isHeld()).isFalse();

        pass(LeaderLease.TTL.minusSeconds(1));
        assertThat(first.take()).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(second.take()).isFalse();
        pass(LeaderLease.TTL.minusSeconds(1));
        assertThat(first.isHeld()).isFalse();
        assertThat(second.take()).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(second.take()).isTrue();
        assertThat(first.isHeldInDatabase()).isFalse();
        assertThat(first.take()).isFalse();
        assertThat(first.isHeld()).isFalse();

        second.release();
        assertThat(second.isHeld()).isFalse();
        assertThat(first.take()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {-5, 5})
    void a_wall_clock_that_steps_gives_it_to_nobody_else(int minutes) {
        LeaderLease first = lease();
        LeaderLease second = lease();
        first.take();
        second.take();

        for (int renewal = 0; renewal < 10; renewal++) {
            clock.advance(Duration.ofMinutes(renewal % 2 == 0 ? minutes : -minutes));
            pass(LeaderLease.RENEWAL);
            assertThat(second.take()).isFalse();
            assertThat(first.take()).isTrue();
            assertThat(first.isHeldInDatabase()).isTrue();
        }
        // The holder is gone; the step delays its successor by nothing.
        clock.advance(Duration.ofMinutes(minutes));
        second.take();
        pass(LeaderLease.TTL);
        assertThat(second.take()).isTrue();
    }

    @Test
    void one_that_was_left_behind_long_ago_is_taken_at_once() {
        lease().take();
        clock.advance(Duration.ofHours(1));

        assertThat(lease().take()).isTrue();
    }

    private LeaderLease lease() {
        return new LeaderLease(database.jdbc(), clock, () -> nanos);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        clock.advance(time);
    }

    @Test
    void a_process_that_was_killed_here_holds_nothing() throws Exception {
        Process killed = new ProcessBuilder("sleep", "60").start();
        String[] self = LeaseHolder.self().text().split("/");
        String start = Long.toString(
                killed.toHandle().info().startInstant().orElseThrow().toEpochMilli());
        String holder = String.join("/", self[0], Long.toString(killed.pid()), start, "x");
        database.jdbc()
                .sql("INSERT INTO lease (name, holder, expires_at) VALUES ('discord-publisher', :holder, :until)")
                .param("holder", holder)
                .param("until", clock.millis() + 15_000)
                .update();
        LeaderLease next = new LeaderLease(database.jdbc(), clock);

        assertThat(next.take()).isFalse();
        killed.destroyForcibly().waitFor();
        assertThat(next.take()).isTrue();
    }

    @Test
    void of_a_process_elsewhere_nothing_is_known() {
        assertThat(LeaseHolder.self().knowsToBeGone("other:pid/1/2/x")).isFalse();
        assertThat(LeaseHolder.self().knowsToBeGone("unknown/999999/2/x")).isFalse();
        assertThat(LeaseHolder.self().knowsToBeGone("anything")).isFalse();
    }
}
