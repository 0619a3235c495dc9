package dev.gatewaysync.discord.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.ManualClock;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in the database for the next instance. */
class LeaseTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));

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
        Lease first = new Lease(database.jdbc(), clock);
        Lease second = new Lease(database.jdbc(), clock);

        assertThat(first.isHeld()).isFalse();
        assertThat(first.take()).isTrue();
        assertThat(first.isHeld()).isTrue();
        assertThat(first.isHeldInDatabase()).isTrue();
        assertThat(second.take()).isFalse();
        assertThat(second.isHeld()).isFalse();

        clock.advance(Lease.TTL.minusSeconds(1));
        assertThat(first.take()).isTrue();
        clock.advance(Lease.TTL.minusSeconds(1));
        assertThat(second.take()).isFalse();
        clock.advance(Duration.ofSeconds(2));
        assertThat(second.take()).isTrue();
        assertThat(first.isHeldInDatabase()).isFalse();
        assertThat(first.take()).isFalse();
        assertThat(first.isHeld()).isFalse();

        second.release();
        assertThat(second.isHeld()).isFalse();
        assertThat(first.take()).isTrue();
    }

    @Test
    void a_process_that_was_killed_here_holds_nothing() throws Exception {
        Process killed = new ProcessBuilder("sleep", "60").start();
        String[] self = Holder.self().text().split("/");
        String start = Long.toString(
                killed.toHandle().info().startInstant().orElseThrow().toEpochMilli());
        String holder = String.join("/", self[0], Long.toString(killed.pid()), start, "x");
        database.jdbc()
                .sql("INSERT INTO lease (name, holder, expires_at) VALUES ('discord-publisher', :holder, :until)")
                .param("holder", holder)
                .param("until", clock.millis() + 15_000)
                .update();
        Lease next = new Lease(database.jdbc(), clock);

        assertThat(next.take()).isFalse();
        killed.destroyForcibly().waitFor();
        assertThat(next.take()).isTrue();
    }

    @Test
    void of_a_process_elsewhere_nothing_is_known() {
        assertThat(Holder.self().knowsToBeGone("other:pid/1/2/x")).isFalse();
        assertThat(Holder.self().knowsToBeGone("unknown/999999/2/x")).isFalse();
        assertThat(Holder.self().knowsToBeGone("anything")).isFalse();
    }

    @Test
    void the_sends_of_the_last_minute_outlive_a_restart() {
        RateLimiter before = new RateLimiter(RateLimits.defaults(), new ManualClock());
        before.restoreHiddenSends(Map.of("42", List.of(clock.millis() - 1_000)), clock.instant());
        new HiddenSends(database.jdbc(), before, clock).save();

        RateLimiter after = new RateLimiter(RateLimits.defaults(), new ManualClock());
        new HiddenSends(database.jdbc(), after, clock).restore();

        // The limiter adds a little for safety.
        assertThat(after.hiddenSends(clock.instant()).get("42"))
                .singleElement()
                .satisfies(time -> assertThat(time).isBetween(clock.millis() - 1_000, clock.millis() - 900));
    }
}
