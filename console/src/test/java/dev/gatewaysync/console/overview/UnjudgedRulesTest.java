package dev.gatewaysync.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.console.status.DependencyStatus;
import dev.gatewaysync.console.status.DiscordLimits;
import dev.gatewaysync.console.status.WatchedQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnjudgedRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(1));

    @Test
    void where_everything_answers_all_is_judged() {
        assertThat(of(true, true, "online", LONG_AGO)).isEmpty();
    }

    @Test
    void without_redis_nobody_knows_what_is_written_there() {
        assertThat(of(true, false, "unknown", LONG_AGO))
                .containsExactlyInAnyOrder(
                        AlertRule.DISCORD,
                        AlertRule.MAIN_APP,
                        AlertRule.CERTIFICATE,
                        AlertRule.DISK,
                        AlertRule.CONFIG_DIFFERS);
    }

    @Test
    void without_the_broker_nobody_knows_who_works_on_a_queue_and_what_waits_there() {
        assertThat(of(false, true, "online", LONG_AGO))
                .containsExactlyInAnyOrder(AlertRule.SERVICE_DOWN, AlertRule.QUEUE_LATE);
    }

    @Test
    void while_nobody_says_anything_of_the_main_app_neither_it_nor_its_certificate_is_judged() {
        assertThat(of(true, true, "unknown", LONG_AGO))
                .containsExactlyInAnyOrder(AlertRule.MAIN_APP, AlertRule.CERTIFICATE);
        assertThat(of(true, true, "offline", LONG_AGO)).containsExactly(AlertRule.CERTIFICATE);
    }

    @Test
    void a_console_that_has_just_started_does_not_know_how_long_messages_have_waited() {
        assertThat(of(true, true, "online", NOW.minus(Duration.ofMinutes(5)))).containsExactly(AlertRule.QUEUE_LATE);
        assertThat(of(true, true, "online", null)).containsExactly(AlertRule.QUEUE_LATE);
    }

    private static Set<AlertRule> of(boolean broker, boolean redis, String app, @Nullable Instant watchedSince) {
        return UnjudgedRules.of(
                new DependencyStatus.Reading(
                        broker ? List.of(new WatchedQueue("history", 0, 1, null)) : List.of(),
                        watchedSince,
                        broker,
                        redis,
                        true,
                        "connected",
                        List.of(),
                        DiscordLimits.UNKNOWN,
                        app,
                        app.equals("online") ? NOW.plus(Duration.ofDays(90)) : null,
                        List.of()),
                NOW);
    }
}
