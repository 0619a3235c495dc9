package dev.gatewaysync.discord.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.discord.ratelimit.RateLimited.Scope;
import dev.gatewaysync.task.ManualClock;
import dev.gatewaysync.task.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final Route CHANNEL = Route.bot("POST", "/channels/{channel.id}/messages", "1");
    private static final Route OTHER_CHANNEL = Route.bot("POST", "/channels/{channel.id}/messages", "2");
    private static final Route OTHER_HOOK = Route.webhook("POST", "/webhooks/{webhook.id}/{webhook.token}", "6");
    private static final Route HOOK = Route.webhook("POST", "/webhooks/{webhook.id}/{webhook.token}", "5");
    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");

    private final ManualClock clock = new ManualClock();
    private final RateLimiter limiter = new RateLimiter(RateLimits.defaults(), clock);

    @Test
    void a_cold_bucket_lets_one_request_out_until_it_is_answered() {
        Permit first = now(CHANNEL);
        CompletableFuture<Permit> second = limiter.request(CHANNEL);

        assertThat(second).isNotDone();
        assertThat(limiter.nextPermit(CHANNEL)).isEmpty();

        first.completed(200, left(4, 2_000));
        assertThat(second).isDone();
    }

    @Test
    void a_cold_bucket_whose_answers_fail_is_asked_once_a_second() {
        for (int i = 0; i < 20; i++) {
            now(CHANNEL).completed(502, Optional.empty());
            assertThat(limiter.nextPermit(CHANNEL)).hasValue(Duration.ofSeconds(1));
            clock.tick(Duration.ofSeconds(1));
        }
        now(CHANNEL).failed();
        assertThat(limiter.nextPermit(CHANNEL)).hasValue(Duration.ofSeconds(1));
    }

    @Test
    void a_forum_with_a_hundred_thousand_threads_is_not_remembered_for_ever() {
        int most = 0;
        for (int thread = 0; thread < 100_000; thread++) {
            Route edit = Route.bot("PATCH", "/channels/{channel.id}/messages/{message.id}", "9" + thread)
                    .editingOldMessage("9" + thread);
            now(edit).completed(200, left(4, 2_000));
            clock.tick(Duration.ofMillis(50));
            most = Math.max(most, limiter.remembered());
        }
        // What ten minutes can use, at twenty requests a second, and a minute until it is looked for.
        assertThat(most).isLessThan(11 * 60 * 20 + 2_000);

        clock.tick(Duration.ofMinutes(11));
        now(CHANNEL).completed(200, left(4, 2_000));
        assertThat(limiter.remembered()).isEqualTo(1);
    }

    @Test
    void asking_when_a_request_may_go_remembers_nothing() {
        for (int thread = 0; thread < 1_000; thread++) {
            limiter.nextPermit(Route.bot("POST", "/channels/{channel.id}/messages", "9" + thread));
        }
        assertThat(limiter.remembered()).isZero();
    }

    @Test
    void what_still_holds_somebody_back_is_not_forgotten() {
        now(CHANNEL).rateLimited(new RateLimited(RateLimited.Scope.USER, Duration.ofMinutes(30)));
        clock.tick(Duration.ofMinutes(20));
        now(OTHER_CHANNEL).completed(200, left(4, 2_000));
        assertThat(limiter.nextPermit(CHANNEL))
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(Duration.ofMinutes(9)));
        assertThat(limiter.request(CHANNEL)).isNotDone();
    }

    @Test
    void answers_that_name_no_limit_hold_up_nothing() {
        now(CHANNEL).completed(204, Optional.empty());
        assertThat(limiter.request(CHANNEL)).isDone();
    }

    @Test
    void an_exhausted_bucket_waits_the_whole_reset_after() {
        now(CHANNEL).completed(200, left(0, 1_500));

        clock.tick(Duration.ofMillis(1_500));
        CompletableFuture<Permit> next = limiter.request(CHANNEL);
        assertThat(next).isNotDone();

        clock.tick(Duration.ofMillis(10));
        assertThat(next).isDone();
        assertThat(next.join().waited()).isBetween(Duration.ZERO, Duration.ofMillis(10));
    }

    @Test
    void a_window_that_others_use_too_is_waited_for_to_its_end() {
        int[][] secondRemainingReset = {
            {0, 2, 50}, {10, 1, 40}, {20, 0, 30}, {51, 3, 60}, {52, 2, 59}, {53, 1, 58}, {54, 0, 57}
        };
        for (int[] answer : secondRemainingReset) {
            clock.tick(Duration.ofSeconds(answer[0]).minusNanos(clock.nanoTime()));
            now(CHANNEL).completed(200, left(answer[1], answer[2] * 1_000));
        }

        assertThat(limiter.nextPermit(CHANNEL))
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(57)));
    }

    @Test
    void after_a_reset_one_request_goes_alone() {
        now(CHANNEL).completed(200, left(0, 1_000));
        clock.tick(Duration.ofMillis(1_010));

        now(CHANNEL);
        assertThat(limiter.request(CHANNEL)).isNotDone();
    }

    @Test
    void one_buckets_wait_delays_no_other() {
        now(CHANNEL).rateLimited(new RateLimited(Scope.USER, Duration.ofMinutes(10)));

        assertThat(limiter.request(CHANNEL)).isNotDone();
        assertThat(limiter.request(OTHER_CHANNEL)).isDone();
    }

    @Test
    void post_and_patch_count_apart_under_one_hash() {
        now(CHANNEL).completed(200, left(0, 60_000));

        assertThat(limiter.request(Route.bot("PATCH", "/channels/{channel.id}/messages/{message.id}", "1")))
                .isDone();
    }

    @Test
    void a_new_hash_makes_the_bucket_cold_again() {
        Permit first = now(CHANNEL);
        first.completed(200, left(4, 5_000));
        Permit second = now(CHANNEL);
        Permit third = now(CHANNEL);
        second.completed(200, Optional.of(new ResponseLimits("another", 2, 1, Duration.ofSeconds(1))));

        assertThat(limiter.request(CHANNEL)).isNotDone();
        third.completed(200, Optional.of(new ResponseLimits("another", 2, 0, Duration.ofSeconds(1))));
        assertThat(limiter.nextPermit(CHANNEL))
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void a_lost_answer_counts_as_used_and_a_request_never_sent_does_not() {
        now(CHANNEL).completed(200, left(2, 5_000));
        now(CHANNEL).unused();
        now(CHANNEL).failed();
        now(CHANNEL).close();

        assertThat(limiter.request(CHANNEL)).isNotDone();
    }

    @Test
    void a_permit_is_settled_once() {
        Permit permit = now(CHANNEL);
        permit.completed(200, left(4, 5_000));
        permit.rateLimited(new RateLimited(Scope.USER, Duration.ofHours(1)));
        permit.close();

        assertThat(limiter.nextPermit(CHANNEL)).contains(Duration.ZERO);
    }

    @Test
    void global_stops_its_credential_and_a_block_stops_everything() {
        now(CHANNEL).rateLimited(new RateLimited(Scope.GLOBAL, Duration.ofSeconds(3)));
        CompletableFuture<Permit> first = limiter.request(OTHER_CHANNEL);
        assertThat(first).isNotDone();

        now(HOOK).rateLimited(new RateLimited(Scope.BLOCKED, Duration.ofSeconds(60)));
        CompletableFuture<Permit> later = limiter.request(OTHER_CHANNEL);
        clock.tick(Duration.ofSeconds(59));
        assertThat(first).isNotDone();
        clock.tick(Duration.ofSeconds(2));
        assertThat(first).isDone();
        assertThat(later).isNotDone();
        assertThat(limiter.nextPermit(HOOK)).isEmpty();
        first.join().completed(200, left(4, 5_000));
        assertThat(later).isDone();
        assertThat(limiter.nextPermit(HOOK)).contains(Duration.ZERO);
    }

    @Test
    void while_the_address_is_blocked_one_request_asks_for_all_and_each_time_later() {
        now(HOOK).rateLimited(new RateLimited(Scope.BLOCKED, Duration.ZERO));
        List<CompletableFuture<Permit>> lanes = new ArrayList<>();
        for (int lane = 0; lane < 200; lane++) {
            lanes.add(limiter.request(Route.bot("POST", "/channels/{channel.id}/messages", "9" + lane)));
        }
        List<Long> minutes = new ArrayList<>();
        int minute = 0;
        for (; minute < 24 * 60; minute++) {
            List<CompletableFuture<Permit>> out =
                    lanes.stream().filter(CompletableFuture::isDone).toList();
            assertThat(out).hasSizeLessThanOrEqualTo(1);
            for (CompletableFuture<Permit> probe : out) {
                lanes.remove(probe);
                minutes.add((long) minute);
                probe.join().rateLimited(new RateLimited(Scope.BLOCKED, Duration.ZERO));
            }
            clock.tick(Duration.ofMinutes(1));
        }

        assertThat(minutes.subList(0, 9)).containsExactly(1L, 3L, 7L, 15L, 31L, 63L, 123L, 183L, 243L);
        assertThat(minutes).hasSize(28);

        // Until one passes: then all go at once.
        clock.tick(Duration.ofHours(1));
        Permit probe = lanes.stream()
                .filter(CompletableFuture::isDone)
                .findFirst()
                .orElseThrow()
                .join();
        probe.completed(401, Optional.empty());
        assertThat(limiter.block()).isEqualTo(BlockState.NONE);
        assertThat(lanes.stream().filter(CompletableFuture::isDone)).hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void what_was_out_when_the_block_came_neither_ends_nor_doubles_it() {
        Permit good = now(CHANNEL);
        Permit bad = now(OTHER_CHANNEL);
        clock.tick(Duration.ofMillis(10));
        now(HOOK).rateLimited(new RateLimited(Scope.BLOCKED, Duration.ZERO));
        clock.tick(Duration.ofMillis(10));

        good.completed(200, left(4, 5_000));
        bad.rateLimited(new RateLimited(Scope.BLOCKED, Duration.ZERO));

        assertThat(limiter.block().refusals()).isOne();
        assertThat(limiter.block().nextProbe()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(60));
    }

    @Test
    void a_probe_that_tells_nothing_leaves_the_block_and_another_asks_after_a_minute() {
        now(HOOK).rateLimited(new RateLimited(Scope.BLOCKED, Duration.ZERO));
        clock.tick(Duration.ofSeconds(60));
        now(CHANNEL).completed(502, Optional.empty());
        assertThat(limiter.block().refusals()).isOne();
        assertThat(limiter.block().nextProbe()).isEqualTo(Duration.ofSeconds(60));

        clock.tick(Duration.ofSeconds(60));
        now(CHANNEL).unused();
        assertThat(limiter.nextPermit(OTHER_CHANNEL)).contains(Duration.ZERO);
    }

    @Test
    void a_block_is_carried_over_a_restart() {
        now(HOOK).rateLimited(new RateLimited(Scope.BLOCKED, Duration.ZERO));
        clock.tick(Duration.ofSeconds(60));
        now(HOOK).rateLimited(new RateLimited(Scope.BLOCKED, Duration.ZERO));
        clock.tick(Duration.ofSeconds(20));

        RateLimiter restarted = new RateLimiter(RateLimits.defaults(), clock);
        restarted.restoreBlock(limiter.block());

        assertThat(restarted.nextPermit(CHANNEL)).contains(Duration.ofSeconds(100));
        assertThat(restarted.block()).isEqualTo(limiter.block());
    }

    @Test
    void a_wait_that_another_was_told_holds_for_what_it_was_told_for() {
        now(CHANNEL).completed(200, left(4, 2_000));
        CompletableFuture<Permit> waiting = limiter.request(HOOK);
        assertThat(waiting).isDone();

        limiter.restoreWait(CHANNEL, new RateLimited(Scope.SHARED, Duration.ofSeconds(7)));
        limiter.restoreWait(HOOK, new RateLimited(Scope.GLOBAL, Duration.ofSeconds(3)));

        assertThat(limiter.nextPermit(CHANNEL)).contains(Duration.ofMillis(7_050));
        assertThat(limiter.nextPermit(OTHER_CHANNEL)).contains(Duration.ZERO);
        assertThat(limiter.nextPermit(OTHER_HOOK)).contains(Duration.ofMillis(3_050));
        CompletableFuture<Permit> next = limiter.request(CHANNEL);
        clock.tick(Duration.ofSeconds(7));
        assertThat(next).isNotDone();
        clock.tick(Duration.ofMillis(50));
        assertThat(next).isDone();
    }

    @Test
    void a_wait_that_is_restored_shortens_none() {
        now(CHANNEL).rateLimited(new RateLimited(Scope.USER, Duration.ofSeconds(9)));
        limiter.restoreWait(CHANNEL, new RateLimited(Scope.USER, Duration.ofSeconds(2)));
        assertThat(limiter.nextPermit(CHANNEL)).contains(Duration.ofMillis(9_050));
    }

    @Test
    void refused_requests_of_another_limiter_count_once() {
        RateLimiter strict =
                new RateLimiter(RateLimits.defaults().withInvalidRequests(new Quota(4, Duration.ofMinutes(10))), clock);
        grant(strict, HOOK).completed(403, Optional.empty());
        List<Duration> all = List.of(Duration.ofMinutes(9), Duration.ofMinutes(2), Duration.ZERO);

        strict.restoreInvalidRequests(all);
        strict.restoreInvalidRequests(all);
        assertThat(strict.breaker().invalidRequests()).isEqualTo(3);
        strict.restoreInvalidRequests(List.of());
        assertThat(strict.breaker().invalidRequests()).isEqualTo(3);

        clock.tick(Duration.ofSeconds(61));
        assertThat(strict.breaker().invalidRequests()).isEqualTo(2);
    }

    @Test
    void edits_of_old_messages_are_three_in_six_seconds() {
        Route edit = Route.bot("PATCH", "/channels/{channel.id}/messages/{message.id}", "1")
                .editingOldMessage("1");
        for (int i = 0; i < 3; i++) {
            now(edit).completed(200, left(5, 5_000));
        }

        assertThat(limiter.nextPermit(edit))
                .hasValueSatisfying(
                        wait -> assertThat(wait).isBetween(Duration.ofSeconds(6), Duration.ofMillis(6_100)));
        assertThat(limiter.nextPermit(Route.bot("PATCH", edit.template(), "1"))).contains(Duration.ZERO);
    }

    @Test
    void too_many_invalid_requests_close_everything_until_they_are_old() {
        RateLimiter strict =
                new RateLimiter(RateLimits.defaults().withInvalidRequests(new Quota(3, Duration.ofMinutes(10))), clock);
        grant(strict, CHANNEL).rateLimited(new RateLimited(Scope.SHARED, Duration.ofSeconds(1)));
        grant(strict, OTHER_CHANNEL).rateLimited(new RateLimited(Scope.USER, Duration.ofSeconds(1)));
        grant(strict, Route.bot("GET", "/users/@me", "")).completed(401, Optional.empty());
        assertThat(strict.breaker().open()).isFalse();
        grant(strict, HOOK).completed(403, Optional.empty());

        BreakerState state = strict.breaker();
        assertThat(state.open()).isTrue();
        assertThat(state.invalidRequests()).isEqualTo(3);
        assertThat(state.closesIn()).isBetween(Duration.ofMinutes(10), Duration.ofSeconds(601));
        CompletableFuture<Permit> waiting = strict.request(HOOK);
        assertThat(waiting).isNotDone();

        clock.tick(Duration.ofSeconds(601));
        assertThat(waiting).isDone();
        assertThat(strict.breaker().open()).isFalse();
    }

    @Test
    void the_hidden_limit_survives_a_restart() {
        Route first = HOOK.executing("7");
        for (int i = 0; i < 30; i++) {
            now(first).completed(200, left(5, 1_000));
        }
        clock.tick(Duration.ofSeconds(20));
        Map<String, List<Long>> sends = limiter.hiddenSends(WALL);
        assertThat(sends).containsOnlyKeys("7");
        assertThat(sends.get("7")).hasSize(30).allMatch(time -> Math.abs(time - (WALL.toEpochMilli() - 20_000)) < 100);

        RateLimiter restarted = new RateLimiter(RateLimits.defaults(), new ManualClock());
        restarted.restoreHiddenSends(sends, WALL.plusSeconds(10));

        assertThat(restarted.nextPermit(first))
                .hasValueSatisfying(
                        wait -> assertThat(wait).isBetween(Duration.ofMillis(30_000), Duration.ofMillis(30_200)));
        assertThat(restarted.nextPermit(HOOK.executing("8"))).contains(Duration.ZERO);
    }

    @Test
    void a_wall_clock_that_stepped_back_costs_one_window_at_most() {
        long future = WALL.plusSeconds(300).toEpochMilli();

        limiter.restoreHiddenSends(Map.of("7", Collections.nCopies(30, future)), WALL);

        assertThat(limiter.nextPermit(HOOK.executing("7")))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61)));
    }

    @Test
    void a_bucket_that_is_refused_shortly_after_its_reset_is_given_more_time() {
        now(CHANNEL).completed(200, left(0, 1_000));
        clock.tick(Duration.ofMillis(1_010));
        now(CHANNEL).rateLimited(new RateLimited(Scope.USER, Duration.ofMillis(20)));
        clock.tick(Duration.ofMillis(200));
        now(CHANNEL).completed(200, left(0, 1_000));

        assertThat(limiter.nextPermit(CHANNEL))
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ofMillis(1_050)));
    }

    @Test
    void a_place_given_up_goes_to_the_next_in_line() {
        Permit first = now(CHANNEL);
        CompletableFuture<Permit> second = limiter.request(CHANNEL);
        CompletableFuture<Permit> third = limiter.request(CHANNEL);

        second.cancel(false);
        first.completed(200, left(1, 5_000));

        assertThat(third).isDone();
    }

    @Test
    void whoever_is_behind_a_place_given_up_waits_for_the_limits_of_its_own_credential() {
        Permit ofBot = now(CHANNEL);
        Permit ofAddress = now(HOOK);
        ofBot.rateLimited(new RateLimited(RateLimited.Scope.GLOBAL, Duration.ofSeconds(1)));
        ofAddress.rateLimited(new RateLimited(RateLimited.Scope.GLOBAL, Duration.ofSeconds(10)));
        CompletableFuture<Permit> withToken =
                limiter.request(Route.bot(OTHER_HOOK.method(), OTHER_HOOK.template(), OTHER_HOOK.majorId()));
        CompletableFuture<Permit> behind = limiter.request(OTHER_HOOK);

        withToken.cancel(false);
        clock.tick(Duration.ofSeconds(9));
        assertThat(behind).isNotDone();
        clock.tick(Duration.ofSeconds(2));
        assertThat(behind).isDone();
    }

    @Test
    void what_has_waited_for_its_own_limit_keeps_its_place_among_those_who_wait_for_all() {
        for (int thread = 1; thread <= 3; thread++) {
            now(oldEdit(thread)).completed(200, Optional.empty());
        }
        List<String> granted = new ArrayList<>();
        limiter.request(oldEdit(4)).thenAccept(permit -> granted.add("edit"));
        now(CHANNEL).rateLimited(new RateLimited(RateLimited.Scope.GLOBAL, Duration.ofSeconds(10)));
        limiter.request(OTHER_CHANNEL).thenAccept(permit -> granted.add("message"));

        clock.tick(Duration.ofSeconds(9));
        assertThat(granted).isEmpty();
        clock.tick(Duration.ofSeconds(2));
        assertThat(granted).containsExactly("edit", "message");
    }

    @Test
    void lines_that_share_a_limit_are_served_in_turn() {
        RateLimits oneASecond = new RateLimits(
                new Quota(1, Duration.ofSeconds(1)),
                null,
                new Quota(3, Duration.ofSeconds(6)),
                new Quota(1_000, Duration.ofMinutes(10)));
        RateLimiter shared = new RateLimiter(oneASecond, clock);
        List<String> served = new ArrayList<>();
        for (String name : List.of("a0", "a1", "a2", "b0", "b1", "b2")) {
            shared.request(name.startsWith("a") ? CHANNEL : OTHER_CHANNEL).thenAccept(permit -> {
                served.add(name);
                permit.completed(200, left(4, 2_000));
            });
        }

        clock.runToTheEnd();

        assertThat(served).containsExactly("a0", "a1", "b0", "a2", "b1", "b2");
    }

    @Test
    void an_interrupted_wait_holds_no_place() throws InterruptedException {
        Permit first = now(CHANNEL);
        List<Throwable> thrown = new ArrayList<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                limiter.acquire(CHANNEL);
            } catch (InterruptedException expected) {
                thrown.add(expected);
            }
        });
        waiting.interrupt();
        waiting.join();
        assertThat(thrown).hasSize(1);

        CompletableFuture<Permit> next = limiter.request(CHANNEL);
        first.completed(200, left(1, 5_000));
        assertThat(next).isDone();
    }

    @Test
    void a_blocked_thread_wakes_on_the_real_clock() throws InterruptedException {
        RateLimiter real = new RateLimiter(RateLimits.defaults(), MonotonicClock.system());
        real.acquire(CHANNEL).completed(200, left(0, 50));

        Permit permit = real.acquire(CHANNEL);

        assertThat(permit.waited()).isBetween(Duration.ofMillis(50), Duration.ofSeconds(60));
    }

    @Test
    void quotas_are_read_and_refused_with_an_example() {
        assertThat(Quota.parse(" 30/60s ")).contains(new Quota(30, Duration.ofSeconds(60)));
        assertThat(Quota.parse("5/2m")).contains(new Quota(5, Duration.ofMinutes(2)));
        assertThat(Quota.parse("5/500")).contains(new Quota(5, Duration.ofMillis(500)));
        assertThat(Quota.parse("5/500ms")).contains(new Quota(5, Duration.ofMillis(500)));
        assertThat(Quota.parse("5/1h")).contains(new Quota(5, Duration.ofHours(1)));
        assertThat(Quota.parse("OFF")).isEmpty();
        for (String bad : List.of("", "30", "0/60s", "30/0s", "-1/60s", "30/60d")) {
            assertThatThrownBy(() -> Quota.parse(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("30/60s");
        }
    }

    @Test
    void what_makes_no_sense_is_no_quota_no_limit_and_no_wait() {
        Duration second = Duration.ofSeconds(1);
        assertThat(new Quota(1, Duration.ofNanos(1)).requests()).isOne();
        assertThatThrownBy(() -> new Quota(0, second)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Quota(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Quota(1, second.negated())).isInstanceOf(IllegalArgumentException.class);

        assertThat(new ResponseLimits("h", 1, 0, Duration.ZERO).remaining()).isZero();
        assertThatThrownBy(() -> new ResponseLimits("h", 0, 0, second)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ResponseLimits("h", 1, -1, second)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ResponseLimits("h", 1, 0, second.negated()))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(new RateLimited(Scope.USER, Duration.ZERO).retryAfter()).isZero();
        assertThatThrownBy(() -> new RateLimited(Scope.USER, second.negated()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void probes_have_room_while_less_than_half_of_what_discord_bears_is_used_up() {
        assertThat(new BreakerState(false, 499, 1_000, Duration.ZERO).hasRoomForProbes())
                .isTrue();
        assertThat(new BreakerState(false, 500, 1_000, Duration.ZERO).hasRoomForProbes())
                .isFalse();
    }

    private static Route oldEdit(int thread) {
        return Route.bot("PATCH", "/channels/{channel.id}/messages/{message.id}", "9" + thread)
                .editingOldMessage("1");
    }

    private Permit now(Route route) {
        return grant(limiter, route);
    }

    private static Permit grant(RateLimiter limiter, Route route) {
        CompletableFuture<Permit> permit = limiter.request(route);
        assertThat(permit).isDone();
        return permit.join();
    }

    private static Optional<ResponseLimits> left(int remaining, int resetMillis) {
        return Optional.of(new ResponseLimits("hash", 6, remaining, Duration.ofMillis(resetMillis)));
    }
}
