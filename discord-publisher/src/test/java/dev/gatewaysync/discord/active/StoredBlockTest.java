package dev.gatewaysync.discord.active;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.discord.ratelimit.BlockState;
import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.discord.rest.RequestReport;
import dev.gatewaysync.task.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoredBlockTest {
    private final TestOutbox test = new TestOutbox();

    @Test
    void after_a_restart_a_block_lasts_as_long_as_it_had_left() {
        RateLimiter before = limiter();
        before.restoreBlock(new BlockState(3, Duration.ofMinutes(10)));
        new StoredBlock(test.jdbc, before, test.clock).save();
        test.clock.advance(Duration.ofMinutes(4));

        RateLimiter after = limiter();
        new StoredBlock(test.jdbc, after, test.clock).restore();

        assertThat(after.block().isUp()).isTrue();
        assertThat(after.block().refusals()).isEqualTo(3);
        assertThat(after.block().nextProbe()).isEqualTo(Duration.ofMinutes(6));
    }

    @Test
    void a_block_of_another_machine_is_not_ours() {
        test.jdbc
                .sql("INSERT INTO publisher_state (name, value, updated_at) VALUES ('address-block', :value, 0)")
                .param("value", "{\"machine\":\"another\",\"refusals\":3,\"nextProbeAt\":" + Long.MAX_VALUE + "}")
                .update();
        RateLimiter limiter = limiter();

        new StoredBlock(test.jdbc, limiter, test.clock).restore();

        assertThat(limiter.block().isUp()).isFalse();
    }

    @Test
    void it_is_written_when_it_changes_and_not_with_every_look() {
        RateLimiter limiter = limiter();
        StoredBlock stored = new StoredBlock(test.jdbc, limiter, test.clock);
        stored.save();
        assertThat(rows()).as("there is none").isZero();

        limiter.restoreBlock(new BlockState(1, Duration.ofMinutes(1)));
        stored.save();
        assertThat(rows()).isEqualTo(1);
        test.jdbc.sql("DELETE FROM publisher_state").update();
        stored.save();
        assertThat(rows()).isZero();
    }

    @Test
    void it_is_written_before_whoever_was_refused_goes_on() throws Exception {
        RateLimiter limiter = limiter();
        StoredBlock stored = new StoredBlock(test.jdbc, limiter, test.clock);
        Route route = Route.bot("GET", "/users/@me", "");
        RateLimited blocked = new RateLimited(RateLimited.Scope.BLOCKED, Duration.ZERO);
        limiter.acquire(route).rateLimited(blocked);
        stored.finished(new RequestReport(route, 403, Duration.ZERO, Duration.ZERO, blocked));

        RateLimiter after = limiter();
        new StoredBlock(test.jdbc, after, test.clock).restore();
        assertThat(after.block().isUp()).isTrue();
    }

    private long rows() {
        return test.jdbc
                .sql("SELECT count(*) FROM publisher_state")
                .query(Long.class)
                .single();
    }

    private static RateLimiter limiter() {
        return new RateLimiter(RateLimits.defaults(), new ManualClock());
    }
}
