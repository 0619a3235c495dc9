package dev.gatewaysync.console.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.console.overview.Alert;
import dev.gatewaysync.console.overview.AlertRule;
import dev.gatewaysync.console.place.Notice;
import dev.gatewaysync.console.place.Place;
import dev.gatewaysync.console.place.PlaceTroubles;
import dev.gatewaysync.console.place.Told;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceSenderTest {
    private static final Alert DEAD = alert("announcements");
    private static final Alert OTHER = alert("category:art");

    @TempDir
    Path directory;

    private AlertsBench bench;
    private AlertLease lease;
    private FakePlace place;
    private PlaceSender sender;

    @BeforeEach
    void open() {
        bench = new AlertsBench(directory, "ALERT_TO=https://a.example/1");
        lease = bench.lease();
        assertThat(lease.take()).isTrue();
        place = new FakePlace(bench.places.all().getFirst().key());
        sender = sender(lease);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void a_place_is_told_in_order_with_what_to_do_and_the_end_where_the_beginning_was() throws Exception {
        looks(20, DEAD);
        works();
        looks(40);
        works();
        assertThat(place.told)
                .extracting(Notice::title)
                .containsExactly(
                        "Something is down: Nothing is sent to announcements",
                        "Over: Nothing is sent to announcements");
        assertThat(place.told.getFirst().items().getFirst().advice()).contains("./gateway target resume");
    }

    @Test
    void a_place_that_fails_is_tried_again_with_growing_pauses_and_the_operator_sees_it() throws Exception {
        place.answer = Told.Failed.of("it answers 500");
        looks(20, DEAD);
        for (int second = 0; second < 120; second++) {
            bench.pass(Duration.ofSeconds(1));
            works();
        }
        assertThat(place.tries).isBetween(4, 7);
        assertThat(troubles()).containsExactly("it answers 500");
        place.answer = new Told.Done();
        bench.pass(Duration.ofMinutes(10));
        works();
        assertThat(place.told).hasSize(1);
        assertThat(troubles()).isEmpty();
    }

    @Test
    void a_place_that_missed_the_beginning_is_told_of_neither_when_it_is_over() throws Exception {
        place.answer = Told.Failed.of("it answers 500");
        looks(20, DEAD);
        works();
        looks(40);
        place.answer = new Told.Done();
        bench.pass(Duration.ofMinutes(10));
        works();
        assertThat(place.told).isEmpty();
        assertThat(bench.value("SELECT count(*) FROM alert_notice WHERE status = 'superseded'"))
                .isEqualTo(2);
    }

    @Test
    void a_place_that_is_told_the_beginning_just_before_it_is_over_is_told_the_end() throws Exception {
        looks(20, DEAD);
        looks(5);
        works();
        assertThat(place.told).hasSize(1);
        looks(40);
        works();
        assertThat(place.told).hasSize(2).last().extracting(Notice::kind).isEqualTo(Notice.Kind.ENDED);
    }

    @Test
    void what_has_ended_meanwhile_is_left_out_of_a_message_with_others() throws Exception {
        place.answer = Told.Failed.of("it answers 500");
        looks(20, DEAD, OTHER);
        works();
        looks(40, OTHER);
        place.answer = new Told.Done();
        bench.pass(Duration.ofMinutes(10));
        works();
        assertThat(place.told)
                .extracting(Notice::title)
                .containsExactly("Something is down: Nothing is sent to category:art");
    }

    @Test
    void what_is_told_again_by_a_newer_message_is_told_once() throws Exception {
        place.answer = Told.Failed.of("it answers 500");
        looks(20, DEAD);
        works();
        bench.pass(Duration.ofHours(4));
        looks(5, DEAD);
        place.answer = new Told.Done();
        works();
        assertThat(place.told).extracting(Notice::kind).containsExactly(Notice.Kind.LASTS);
    }

    @Test
    void a_place_that_takes_none_of_several_messages_is_in_trouble() throws Exception {
        place.answer = Told.Failed.of("it answers 500");
        for (int message = 0; message < 3; message++) {
            looks(20, DEAD);
            works();
            assertThat(troubles()).hasSize(message < 2 ? 0 : 1);
            looks(40);
            works();
        }
        place.answer = new Told.Done();
        looks(20, DEAD);
        works();
        assertThat(troubles()).isEmpty();
    }

    @Test
    void what_may_have_arrived_is_tried_once_more_and_is_unclear_then() throws Exception {
        place.knowsRepeats = false;
        place.answer = new Told.Unclear("Discord does not answer");
        looks(20, DEAD);
        for (int minute = 0; minute < 60; minute++) {
            bench.pass(Duration.ofMinutes(1));
            works();
        }
        assertThat(place.tries).isEqualTo(2);
        assertThat(bench.value("SELECT count(*) FROM alert_notice WHERE status = 'unclear'"))
                .isEqualTo(1);
    }

    @Test
    void what_limits_hold_back_is_not_begun() throws Exception {
        place.limitedFor = Duration.ofMinutes(3);
        looks(20, DEAD);
        works();
        assertThat(place.tries).isZero();
        assertThat(bench.value("SELECT count(*) FROM alert_notice WHERE status = 'pending' AND attempts = 0"))
                .isEqualTo(1);
        place.limitedFor = Duration.ZERO;
        bench.pass(Duration.ofMinutes(3));
        works();
        assertThat(place.told).hasSize(1);
    }

    @Test
    void a_console_that_does_not_know_yet_that_another_watches_sends_nothing() throws Exception {
        looks(20, DEAD);
        bench.pass(Duration.ofSeconds(31));
        assertThat(bench.lease().take()).isTrue();
        assertThat(lease.isHeld()).isTrue();
        works();
        assertThat(place.tries).isZero();
    }

    @Test
    void after_a_crash_while_it_was_sent_a_place_that_knows_repeats_is_told_again_and_another_is_not()
            throws Exception {
        for (boolean knowsRepeats : new boolean[] {true, false}) {
            looks(20, DEAD);
            place.knowsRepeats = knowsRepeats;
            place.told.clear();
            bench.notices.trying(bench.notices.next(place.key).orElseThrow(), place.key, bench.now(), lease.holder());
            bench.notices.takeOver(place, lease.holder());
            works();
            assertThat(place.told).hasSize(knowsRepeats ? 1 : 0);
            assertThat(bench.value("SELECT count(*) FROM alert_notice WHERE status = 'unclear'"))
                    .isEqualTo(knowsRepeats ? 0 : 1);
            looks(60);
            works();
        }
        assertThat(place.told).as("the end of what may have arrived is told").hasSize(1);
    }

    @Test
    void a_message_is_given_up_after_a_day() throws Exception {
        place.answer = new Told.Failed("it answers 410", Duration.ZERO, true);
        looks(20, DEAD);
        for (int hour = 0; hour < 26; hour++) {
            bench.pass(Duration.ofHours(1));
            works();
        }
        assertThat(place.tries).as("once an hour at most").isLessThan(28);
        assertThat(bench.value("SELECT count(*) FROM alert_notice WHERE status = 'failed'"))
                .isEqualTo(1);
    }

    @Test
    void of_two_consoles_one_tells_and_the_other_takes_over_when_it_is_gone() throws Exception {
        AlertLease other = bench.lease();
        assertThat(other.take()).isFalse();
        looks(20, DEAD);
        PlaceSender second = sender(other);
        second.round();
        assertThat(place.told).isEmpty();
        bench.pass(Duration.ofSeconds(31));
        assertThat(other.take()).isTrue();
        assertThat(lease.take()).isFalse();
        second.round();
        works();
        assertThat(place.told).hasSize(1);
    }

    @Test
    void while_the_database_is_away_it_is_told_from_memory_and_its_end_from_what_was_written_down_afterwards()
            throws Exception {
        PlaceSenders senders = new PlaceSenders(
                bench.places,
                bench.notices,
                bench.texts(),
                lease,
                new AlertMetrics(new SimpleMeterRegistry()),
                bench::now);
        OutageRecord record = new OutageRecord(bench.table, bench.notices, bench.places, bench.database.transactions());
        AlertEpisode outage = OutageRecord.episode("The database does not answer", null, bench.now());
        Notice notice = bench.texts().notice("n1", Notice.Kind.BEGAN, bench.now(), List.of(outage));
        sender.tellDirectly(notice);
        works();
        works();
        assertThat(place.told).containsExactly(notice);
        sender.endDirect();
        assertThat(sender.knowsDirectly()).isTrue();
        assertThat(senders.endDirect()).isEmpty();

        record.write(notice, outage, Set.of(place.key));
        looks(45);
        works();
        assertThat(place.told).hasSize(2);
        assertThat(place.told.getLast().title()).isEqualTo("Over: The database does not answer");
    }

    private PlaceSender sender(AlertLease held) {
        return new PlaceSender(
                place, bench.notices, bench.texts(), held, new AlertMetrics(new SimpleMeterRegistry()), bench::now);
    }

    private void looks(int seconds, Alert... firing) {
        for (int passed = 0; passed <= seconds; passed += 5) {
            bench.pass(Duration.ofSeconds(5));
            bench.decisions().decide(List.of(firing), Set.of());
        }
    }

    /** Until there is nothing to do at once. */
    private void works() throws InterruptedException {
        while (sender.round().isZero()) {
            // the next
        }
    }

    private static Alert alert(String target) {
        return new Alert(
                AlertRule.TARGET,
                target,
                true,
                "Nothing is sent to " + target,
                null,
                AlertRule.TARGET.advice(),
                AlertRule.TARGET.page());
    }

    private List<String> troubles() {
        return new PlaceTroubles(bench.database.jdbc(), bench.places)
                .now().stream().map(PlaceTroubles.Trouble::error).toList();
    }

    private static final class FakePlace implements Place {
        private final String key;
        private final List<Notice> told = new ArrayList<>();
        private Told answer = new Told.Done();
        private boolean knowsRepeats = true;
        private int tries;
        private Duration limitedFor = Duration.ZERO;

        FakePlace(String key) {
            this.key = key;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public String name() {
            return "the fake place";
        }

        @Override
        public boolean knowsRepeats() {
            return knowsRepeats;
        }

        @Override
        public Duration limitedFor() {
            return limitedFor;
        }

        @Override
        public Told check() {
            return answer;
        }

        @Override
        public Told tell(Notice notice) {
            tries++;
            if (answer instanceof Told.Done) {
                told.add(notice);
            }
            return answer;
        }
    }
}
