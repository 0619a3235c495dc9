package dev.gatewaysync.discord.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.RateLimited.Scope;
import dev.gatewaysync.task.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which places of the limits a request takes, how long it holds them, and who remembers it. */
class PlacesTest {
    private static final Route CHANNEL = Route.bot("POST", "/channels/{channel.id}/messages", "1");
    private static final Route OTHER_CHANNEL = Route.bot("POST", "/channels/{channel.id}/messages", "2");
    private static final Route HOOK =
            Route.webhook("POST", "/webhooks/{webhook.id}/{webhook.token}", "5").executing("7");
    private static final Route OLD_EDIT = Route.bot("PATCH", "/channels/{channel.id}/messages/{message.id}", "1")
            .editingOldMessage("1");
    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");

    private final ManualClock clock = new ManualClock();
    private final RateLimiter limiter = new RateLimiter(RateLimits.defaults(), clock);

    @Test
    void an_answer_that_leaves_several_places_lets_as_many_go_at_once() {
        Permit first = now(CHANNEL);
        List<CompletableFuture<Permit>> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiting.add(limiter.request(CHANNEL));
        }

        first.completed(200, left(3, 2_000));

        assertThat(waiting.subList(0, 3)).allMatch(CompletableFuture::isDone);
        assertThat(waiting.get(3)).isNotDone();
    }

    @Test
    void a_place_that_is_given_up_while_it_is_handed_out_is_free_again() {
        Permit first = now(CHANNEL);
        CompletableFuture<Permit> second = limiter.request(CHANNEL);
        CompletableFuture<Permit> third = limiter.request(CHANNEL);
        second.thenAccept(permit -> third.cancel(false));

        first.completed(200, left(2, 5_000));

        assertThat(third).isCancelled();
        assertThat(limiter.request(CHANNEL)).isDone();
        assertThat(limiter.request(CHANNEL)).isNotDone();
    }

    @Test
    void what_was_never_sent_takes_no_place_of_any_limit() {
        for (int i = 0; i < 100; i++) {
            now(OLD_EDIT).unused();
        }

        assertThat(limiter.nextPermit(OLD_EDIT)).contains(Duration.ZERO);
    }

    @Test
    void what_nobody_answered_holds_its_places_for_a_window_and_no_longer() {
        for (int i = 0; i < 3; i++) {
            now(OLD_EDIT).failed();
            clock.tick(Duration.ofSeconds(1));
        }
        assertThat(limiter.nextPermit(OLD_EDIT)).contains(Duration.ofMillis(3_050));

        clock.tick(Duration.ofMillis(3_050));
        assertThat(limiter.nextPermit(OLD_EDIT)).contains(Duration.ZERO);
    }

    /** It arrived at some time between the two. */
    @Test
    void a_place_is_held_for_a_window_from_the_sending_and_from_the_answer() {
        clock.tick(Duration.ofMinutes(1));
        List<Permit> permits = new ArrayList<>();
        now(OLD_EDIT).completed(200, left(5, 1_000));
        for (int i = 0; i < 2; i++) {
            permits.add(now(OLD_EDIT));
        }
        assertThat(limiter.nextPermit(OLD_EDIT)).contains(Duration.ofMillis(6_050));

        clock.tick(Duration.ofSeconds(1));
        permits.forEach(permit -> permit.completed(200, left(5, 1_000)));
        clock.tick(Duration.ofMillis(5_050));
        now(OLD_EDIT).completed(200, left(5, 1_000));

        assertThat(limiter.nextPermit(OLD_EDIT)).contains(Duration.ofMillis(6_005 - 5_050));
    }

    @Test
    void a_permit_that_is_closed_and_not_settled_counts_as_used() {
        now(CHANNEL).close();

        assertThat(limiter.nextPermit(CHANNEL)).contains(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 599})
    void an_answer_that_something_is_wrong_may_come_from_in_front_of_discord(int status) {
        now(HOOK).rateLimited(new RateLimited(Scope.BLOCKED, Duration.ZERO));
        clock.tick(Duration.ofMinutes(1));

        now(CHANNEL).completed(status, Optional.empty());

        assertThat(limiter.block().isUp()).isTrue();
        assertThat(limiter.nextPermit(OTHER_CHANNEL)).contains(Duration.ofMinutes(1));
        clock.tick(Duration.ofMinutes(1));
        now(OTHER_CHANNEL).completed(499, Optional.empty());
        assertThat(limiter.nextPermit(CHANNEL)).as("a cold bucket").contains(Duration.ZERO);
        assertThat(limiter.block().isUp()).isFalse();
    }

    @Test
    void a_probe_whose_answer_is_lost_is_followed_by_another_a_minute_later() {
        now(HOOK).rateLimited(new RateLimited(Scope.BLOCKED, Duration.ZERO));
        clock.tick(Duration.ofMinutes(1));

        now(CHANNEL).failed();

        assertThat(limiter.nextPermit(OTHER_CHANNEL)).contains(Duration.ofMinutes(1));
    }

    @Test
    void a_bucket_with_another_hash_has_a_window_of_its_own() {
        clock.tick(Duration.ofHours(1));
        now(CHANNEL).completed(200, left(4, 5_000));
        now(CHANNEL).completed(200, Optional.of(new ResponseLimits("another", 2, 1, Duration.ofSeconds(1))));
        clock.tick(Duration.ofMillis(500));

        now(CHANNEL).completed(204, Optional.empty());

        assertThat(limiter.nextPermit(CHANNEL)).contains(Duration.ofMillis(1_005));
    }

    @Test
    void the_time_that_a_bucket_is_given_after_its_reset_grows_each_time_it_was_too_short_up_to_400_ms() {
        List<Long> margins = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            now(CHANNEL).completed(200, left(0, 1_000));
            Duration wait = limiter.nextPermit(CHANNEL).orElseThrow();
            margins.add(wait.minusMillis(1_001).toMillis());
            clock.tick(wait);
            now(CHANNEL).rateLimited(new RateLimited(Scope.USER, Duration.ofMillis(i == 0 ? 400 : 20)));
            clock.tick(Duration.ofSeconds(1));
        }

        assertThat(margins).containsExactly(5L, 50L, 100L, 200L, 400L, 400L);
    }

    @Test
    void a_long_wait_that_discord_tells_of_says_nothing_of_the_reset() {
        now(CHANNEL).completed(200, left(0, 1_000));
        clock.tick(Duration.ofMillis(1_006));
        now(CHANNEL).rateLimited(new RateLimited(Scope.USER, Duration.ofMillis(401)));
        clock.tick(Duration.ofSeconds(1));
        now(CHANNEL).completed(200, left(0, 1_000));

        assertThat(limiter.nextPermit(CHANNEL)).contains(Duration.ofMillis(1_006));
    }

    @Test
    void everything_that_counts_is_remembered_and_nothing_else() {
        now(HOOK).completed(200, left(4, 1_000));
        now(OLD_EDIT).completed(200, left(4, 1_000));

        assertThat(limiter.remembered()).as("two buckets, two windows").isEqualTo(4);
    }

    @Test
    void what_is_known_of_a_bucket_is_kept_for_ten_minutes_after_its_last_use() {
        clock.tick(Duration.ofMinutes(9));
        now(CHANNEL).completed(200, left(4, 1_000));
        clock.tick(Duration.ofMinutes(9));
        now(OTHER_CHANNEL).completed(200, left(4, 1_000));
        assertThat(limiter.remembered()).isEqualTo(2);

        clock.tick(Duration.ofMinutes(1));
        now(OTHER_CHANNEL).completed(200, left(4, 1_000));
        assertThat(limiter.remembered()).isOne();
    }

    @Test
    void a_bucket_that_is_asked_for_right_now_is_not_forgotten_however_long_that_takes() {
        Permit slow = now(CHANNEL);
        clock.tick(Duration.ofHours(1));
        now(OTHER_CHANNEL).completed(200, left(4, 1_000));

        assertThat(limiter.request(CHANNEL)).isNotDone();
        slow.completed(200, left(4, 1_000));
        assertThat(limiter.request(CHANNEL)).isDone();
    }

    @Test
    void the_hidden_limit_counts_on_while_what_is_of_no_use_is_forgotten() {
        clock.tick(Duration.ofSeconds(30));
        for (int i = 0; i < 30; i++) {
            now(HOOK).completed(200, left(5, 1_000));
        }
        clock.tick(Duration.ofSeconds(35));
        now(OTHER_CHANNEL).completed(200, left(4, 1_000));

        assertThat(limiter.nextPermit(HOOK)).contains(Duration.ofMillis(25_050));
    }

    @Test
    void a_send_that_the_hidden_limit_counts_no_more_is_not_carried_over_a_restart() {
        now(HOOK).completed(200, left(5, 1_000));
        clock.tick(Duration.ofMillis(60_049));
        assertThat(limiter.hiddenSends(WALL)).containsOnlyKeys("7");

        clock.tick(Duration.ofMillis(1));
        assertThat(limiter.hiddenSends(WALL)).isEmpty();
    }

    @Test
    void whoever_asked_something_holds_up_no_other_thread() throws Exception {
        List<Runnable> questions = List.of(
                () -> limiter.nextPermit(CHANNEL),
                limiter::breaker,
                limiter::block,
                limiter::remembered,
                () -> limiter.hiddenSends(WALL),
                () -> limiter.restoreBlock(BlockState.NONE));
        for (Runnable question : questions) {
            question.run();
            CompletableFuture.runAsync(() -> limiter.request(CHANNEL)).get(10, TimeUnit.SECONDS);
        }
    }

    private Permit now(Route route) {
        CompletableFuture<Permit> permit = limiter.request(route);
        assertThat(permit).isDone();
        return permit.join();
    }

    private static Optional<ResponseLimits> left(int remaining, int resetMillis) {
        return Optional.of(new ResponseLimits("hash", 6, remaining, Duration.ofMillis(resetMillis)));
    }
}
