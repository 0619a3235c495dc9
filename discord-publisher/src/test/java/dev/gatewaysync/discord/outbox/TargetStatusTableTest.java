package dev.gatewaysync.discord.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.route.Destination;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetStatusTableTest {
    private static final String TARGET = "category:tools";
    private static final Destination.Channel CHANNEL = new Destination.Channel("7", "1", "tools", null, null);

    private final TestOutbox test = new TestOutbox();
    private final TargetStatusTable targets = new TargetStatusTable(test.jdbc, test.clock);

    @Test
    void the_time_is_that_since_which_the_status_is_what_it_is() {
        targets.paused(TARGET, CHANNEL, "Missing Access");
        long since = since();
        test.clock.advance(Duration.ofMinutes(1));
        targets.paused(TARGET, CHANNEL, "Missing Permissions");
        assertThat(since()).isEqualTo(since);

        targets.active(TARGET, CHANNEL);
        assertThat(since()).isEqualTo(test.clock.millis());
    }

    @Test
    void a_channel_that_refused_messages_is_not_active_only_because_it_is_still_there() {
        targets.paused(TARGET, CHANNEL, "Missing Permissions");
        targets.seen(TARGET, CHANNEL);
        assertThat(status()).isEqualTo("paused");

        targets.seen(TARGET, new Destination.Channel("8", "1", "tools-2", null, null));
        assertThat(status()).as("another channel has refused nothing").isEqualTo("active");
    }

    @Test
    void a_channel_that_could_not_be_seen_and_now_can_is_active() {
        targets.seen(TARGET, Destination.Hidden.channel("7", "tools"));
        assertThat(status()).isEqualTo("paused");

        targets.seen(TARGET, CHANNEL);
        assertThat(status()).isEqualTo("active");
    }

    @Test
    void a_channel_of_a_server_that_the_bot_is_not_in_says_so_until_it_is() {
        targets.seen(TARGET, Destination.Hidden.inServer("1", "tools"));
        assertThat(targets.state(TARGET).orElseThrow().reason())
                .startsWith("The bot is not in the server 1, where #tools is meant to be: invite it there");

        targets.seen(TARGET, CHANNEL);
        assertThat(status()).isEqualTo("active");
    }

    @Test
    void a_dead_target_keeps_the_name_of_its_channel_and_says_who_is_gone() {
        targets.active(TARGET, CHANNEL);
        targets.seen(TARGET, new Destination.Dead("7", "Unknown Channel"));

        assertThat(targets.state(TARGET))
                .contains(new TargetStatusTable.State("dead", "tools", "7", "Unknown Channel"));
        assertThat(targets.deadSenders()).isEqualTo(Map.of("7", "Unknown Channel"));
        assertThat(targets.usedChannels(target -> true)).isEmpty();
    }

    @Test
    void of_categories_without_a_channel_the_newest_are_kept_and_one_with_a_channel_is_none_of_them() {
        targets.active("announcements", CHANNEL);
        targets.seen("tools", new Destination.Missing("#tools"));
        for (int i = 0; i < TargetStatusTable.UNMATCHED + 50; i++) {
            targets.seen("category:c%03d".formatted(i), new Destination.Missing("#c" + i));
            test.clock.advance(Duration.ofSeconds(1));
        }
        assertThat(targets.unmatched())
                .hasSize(TargetStatusTable.UNMATCHED)
                .startsWith("category:c050")
                .endsWith("category:c149");
        assertThat(targets.names()).contains("announcements", "tools");

        targets.seen("category:c149", CHANNEL);
        assertThat(targets.unmatched()).doesNotContain("category:c149");
        targets.seen("category:c000", new Destination.Missing("#c0"));
        assertThat(targets.unmatched())
                .as("it was forgotten, and is there again")
                .contains("category:c000");
    }

    @Test
    void one_that_is_named_no_more_goes_when_nothing_waits_for_it() {
        targets.active(TARGET, CHANNEL);
        test.insert("waiting", TARGET, "{}", null, false);
        targets.forget(TARGET);
        assertThat(targets.names()).containsExactly(TARGET);

        test.jdbc.sql("UPDATE delivery SET status = 'skipped'").update();
        targets.forget(TARGET);
        assertThat(targets.names()).isEmpty();
        targets.active(TARGET, CHANNEL);
        assertThat(targets.names()).containsExactly(TARGET);
    }

    @Test
    void what_is_written_is_not_written_again_until_another_may_have_written() {
        targets.active(TARGET, CHANNEL);
        test.jdbc.sql("DELETE FROM discord_target").update();
        targets.active(TARGET, CHANNEL);
        assertThat(targets.names()).isEmpty();

        targets.forgetWritten();
        targets.active(TARGET, CHANNEL);
        assertThat(targets.names()).containsExactly(TARGET);
    }

    @Test
    void every_status_is_counted_those_that_no_target_has_too() {
        targets.active(TARGET, CHANNEL);
        targets.missing("category:games", "Not in the server");
        targets.missing("category:news", "Not in the server");

        assertThat(targets.countByStatus()).isEqualTo(Map.of("active", 1L, "paused", 0L, "dead", 0L, "missing", 2L));
    }

    @Test
    void a_target_that_an_operator_stopped_is_named_and_counted_as_paused_until_it_goes_on() {
        targets.active(TARGET, CHANNEL);
        assertThat(targets.go(TARGET)).as("it was not stopped").isFalse();

        targets.stop(TARGET, "ada", "moving");
        assertThat(targets.stopped()).containsExactly(TARGET);
        assertThat(targets.countByStatus()).containsEntry("paused", 1L).containsEntry("active", 0L);

        assertThat(targets.go(TARGET)).isTrue();
        assertThat(targets.stopped()).isEmpty();
        assertThat(targets.countByStatus()).containsEntry("active", 1L);
    }

    @Test
    void a_channel_that_is_not_in_the_server_or_cannot_be_made_is_told_with_what_was_expected() {
        targets.seen(TARGET, new Destination.Missing("#tools"));
        assertThat(targets.state(TARGET))
                .contains(new TargetStatusTable.State("missing", null, null, "Not in the server: #tools"));

        targets.paused(TARGET, "tools", "50 channels are made already");
        assertThat(targets.state(TARGET))
                .contains(new TargetStatusTable.State("paused", "tools", null, "50 channels are made already"));
    }

    @Test
    void what_was_written_before_a_restart_is_known_after_it() {
        targets.paused(TARGET, CHANNEL, "Missing Access");

        assertThat(new TargetStatusTable(test.jdbc, test.clock).state(TARGET))
                .contains(new TargetStatusTable.State("paused", "tools", CHANNEL.sender(), "Missing Access"));
    }

    @Test
    void the_channels_that_the_bot_sent_to_are_known_by_their_ids_for_the_targets_that_are_asked_for() {
        targets.active(TARGET, CHANNEL);
        targets.paused("category:games", new Destination.Channel("8", "1", "games", null, null), "Missing Access");
        targets.missing("category:news", "Not in the server");

        assertThat(targets.usedChannels(target -> true)).isEqualTo(Map.of("7", "tools", "8", "games"));
        assertThat(targets.usedChannels(TARGET::equals)).isEqualTo(Map.of("7", "tools"));
    }

    private String status() {
        return targets.state(TARGET).orElseThrow().status();
    }

    private long since() {
        return test.jdbc
                .sql("SELECT since FROM discord_target WHERE name = :name")
                .param("name", TARGET)
                .query(Long.class)
                .single();
    }
}
