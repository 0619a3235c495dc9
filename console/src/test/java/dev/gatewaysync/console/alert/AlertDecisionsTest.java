package dev.gatewaysync.console.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.console.AlertSettings;
import dev.gatewaysync.console.overview.Alert;
import dev.gatewaysync.console.overview.AlertRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertDecisionsTest {
    private static final Alert DEAD = alert(AlertRule.TARGET, "announcements", true, "Nothing is sent");
    private static final Alert LATE = alert(AlertRule.SYNC_OVERDUE, "quick-sync", false, "No sync");

    @TempDir
    Path directory;

    private AlertsBench bench;

    @BeforeEach
    void open() {
        bench = new AlertsBench(directory, "ALERT_TO=https://a.example/1,https://b.example/2");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void what_lasts_is_told_once_after_twenty_seconds_and_its_end_once_after_thirty_without_it() {
        looks(20, DEAD);
        assertThat(bench.messages()).isEmpty();
        looks(5, DEAD);
        assertThat(bench.messages()).containsExactly("began: Nothing is sent");
        looks(600, DEAD);
        assertThat(bench.messages()).containsExactly("began: Nothing is sent");
        looks(30);
        assertThat(bench.messages()).hasSize(1);
        looks(10);
        assertThat(bench.messages()).containsExactly("began: Nothing is sent", "ended: Nothing is sent");
        looks(600);
        assertThat(bench.messages()).hasSize(2);
        assertThat(bench.value("SELECT count(*) FROM alert_notice"))
                .as("two places")
                .isEqualTo(4);
    }

    @Test
    void what_has_lasted_before_it_fires_is_not_waited_for_again() {
        Alert offline = alert(AlertRule.MAIN_APP, "", true, "It is offline");
        looks(
                5,
                new Alert(
                        offline.rule(),
                        "",
                        true,
                        offline.text(),
                        bench.now().minusSeconds(15),
                        offline.advice(),
                        offline.page()));
        assertThat(bench.messages()).containsExactly("began: It is offline");
    }

    @Test
    void what_goes_away_before_is_told_to_nobody_and_neither_is_its_end() {
        looks(15, DEAD);
        looks(60);
        assertThat(bench.messages()).isEmpty();
        assertThat(bench.value("SELECT count(*) FROM alert WHERE end_told = 1")).isEqualTo(1);
    }

    @Test
    void what_begins_within_some_seconds_is_one_message_the_urgent_first() {
        looks(15, LATE);
        looks(10, LATE, DEAD);
        assertThat(bench.messages()).containsExactly("began: Nothing is sent, No sync");
    }

    @Test
    void what_comes_back_within_thirty_seconds_was_never_over() {
        looks(30, DEAD);
        looks(20);
        looks(60, DEAD);
        looks(20);
        looks(60, DEAD);
        assertThat(bench.messages()).containsExactly("began: Nothing is sent");
    }

    @Test
    void what_lasts_is_told_again_every_four_hours_in_one_message() {
        looks(30, DEAD);
        looks(30, DEAD, LATE);
        assertThat(bench.messages()).hasSize(2);
        bench.pass(Duration.ofHours(4));
        looks(10, DEAD, LATE);
        assertThat(bench.messages()).hasSize(3).last().isEqualTo("lasts: Nothing is sent, No sync");
        looks(600, DEAD, LATE);
        assertThat(bench.messages()).hasSize(3);
    }

    @Test
    void what_becomes_urgent_is_told_as_if_it_had_begun() {
        Alert errors = alert(AlertRule.MAIN_APP, "", false, "It answers with errors");
        Alert offline = alert(AlertRule.MAIN_APP, "", true, "It is offline");
        looks(30, errors);
        looks(5, offline);
        assertThat(bench.messages())
                .as("with its newest text")
                .containsExactly("began: It is offline", "began: It is offline");
        looks(40);
        assertThat(bench.messages()).hasSize(3).last().isEqualTo("ended: It is offline");
    }

    @Test
    void what_becomes_urgent_again_and_again_is_told_so_once() {
        Alert errors = alert(AlertRule.MAIN_APP, "", false, "It answers with errors");
        Alert offline = alert(AlertRule.MAIN_APP, "", true, "It is offline");
        looks(30, errors);
        for (int change = 0; change < 10; change++) {
            looks(10, offline);
            looks(10, errors);
        }
        assertThat(bench.messages()).hasSize(2);
    }

    @Test
    void what_becomes_urgent_under_a_snooze_is_told_when_it_is_over_all_the_same() {
        looks(30, alert(AlertRule.MAIN_APP, "", false, "It answers with errors"));
        bench.table.snooze("main-app", Duration.ofHours(2), "ann", null);
        looks(60, alert(AlertRule.MAIN_APP, "", true, "It is offline"));
        looks(40);
        assertThat(bench.messages()).hasSize(2).last().isEqualTo("ended: It is offline");
    }

    @Test
    void what_nobody_can_judge_now_is_not_over_and_is_told_once() {
        looks(30, DEAD, LATE);
        looksWithout(Set.of(AlertRule.TARGET), 600, LATE);
        looks(30, DEAD, LATE);
        assertThat(bench.messages()).containsExactly("began: Nothing is sent, No sync");
        looksWithout(Set.of(AlertRule.TARGET), 40);
        assertThat(bench.messages()).hasSize(2).last().isEqualTo("ended: No sync");
        looks(40);
        assertThat(bench.messages()).hasSize(3).last().isEqualTo("ended: Nothing is sent");
    }

    @Test
    void a_snoozed_rule_is_told_when_the_snooze_is_over_and_it_still_lasts() {
        bench.table.snooze("target:announcements", Duration.ofHours(2), "ann", "known");
        looks(60, DEAD);
        assertThat(bench.messages()).isEmpty();
        bench.pass(Duration.ofHours(2));
        looks(5, DEAD);
        assertThat(bench.messages()).containsExactly("began: Nothing is sent");
        bench.table.snooze("target", Duration.ofHours(9), "ann", null);
        bench.pass(Duration.ofHours(5));
        looks(30, DEAD);
        assertThat(bench.messages()).as("nor is it told again").hasSize(1);
        looks(40);
        assertThat(bench.messages()).as("but that it is over").hasSize(2);
    }

    @Test
    void a_restart_at_any_point_tells_nothing_twice_and_forgets_nothing() {
        looks(15, DEAD);
        bench.restart();
        looks(10, DEAD);
        bench.restart();
        looks(60, DEAD);
        bench.restart();
        looks(20);
        bench.restart();
        looks(60);
        assertThat(bench.messages()).containsExactly("began: Nothing is sent", "ended: Nothing is sent");
    }

    @Test
    void what_is_long_over_is_forgotten() {
        looks(30, DEAD);
        looks(60);
        bench.pass(Duration.ofDays(31));
        looks(5);
        for (String table : List.of("alert", "alert_message", "alert_message_item", "alert_notice")) {
            assertThat(bench.value("SELECT count(*) FROM " + table)).as(table).isZero();
        }
    }

    @Test
    void settings_say_how_often_it_is_told_again() {
        AlertSettings settings = bench.settings("ALERT_REPEAT=30m");
        assertThat(settings.repeat()).isEqualTo(Duration.ofMinutes(30));
    }

    /** Every 5 s, for so many seconds. */
    private void looks(int seconds, Alert... firing) {
        looksWithout(Set.of(), seconds, firing);
    }

    private void looksWithout(Set<AlertRule> unjudged, int seconds, Alert... firing) {
        for (int passed = 0; passed < seconds; passed += 5) {
            bench.pass(Duration.ofSeconds(5));
            bench.decisions().decide(List.of(firing), unjudged);
        }
    }

    private static Alert alert(AlertRule rule, String subject, boolean urgent, String text) {
        return new Alert(rule, subject, urgent, text, null, rule.advice(), rule.page());
    }
}
