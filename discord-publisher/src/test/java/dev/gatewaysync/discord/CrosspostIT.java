package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.Custom;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent to announcement channels is published, as far as Discord lets it. */
class CrosspostIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String CROSSPOST = "/crosspost$";
    private static final Map<String, String> ON = Map.of("DISCORD_PUBLISH", "on");

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void a_webhooks_messages_are_published_once_though_an_answer_is_lost_and_other_channels_are_left_alone() {
        discord.makeAnnouncement("updates");
        discord.faults().next(1, "POST", CROSSPOST).failAfterCommit(502, "<html>Bad Gateway</html>");
        discord.faults().next(1, "POST", CROSSPOST).commitLate(Duration.ofSeconds(1), 504, "{}");
        try (RunningPublisher publisher = RunningPublisher.withSettings(discord, ON)) {
            publisher.publish(BuiltInType.BUG_FIXED, "{\"title\":\"One\"}");
            // Two at a time would share a message.
            await().atMost(LONG).until(() -> discord.messages("updates").size() == 1);
            publisher.publish(
                    BuiltInType.RESOURCE_ADDED,
                    "{\"name\":\"Kagi\",\"category\":\"AI Tools\",\"url\":\"https://kagi.com\"}");
            await().atMost(LONG).until(() -> published("updates") == 2 && open(publisher) == 0);
            assertThat(discord.messages("ai-tools")).noneMatch(SimulatedMessage::published);
            assertThat(crossposts()).isEqualTo(4);
            // Discord's word that it is published already counts as such.
            assertThat(publisher.count("SELECT count(*) FROM crosspost WHERE published_at IS NOT NULL"))
                    .isEqualTo(2);
        }
    }

    @Test
    void the_end_of_a_maintenance_is_published_too_for_which_it_answers_no_card() {
        discord.makeAnnouncement("updates");
        Map<String, String> byBot = Map.of("DISCORD_PUBLISH", "on", "DISCORD_WEBHOOK_URL", "");
        try (RunningPublisher publisher = RunningPublisher.withSettings(discord, byBot)) {
            publisher.publish(BuiltInType.MAINTENANCE, "{\"status\":\"started\",\"message\":\"Move\"}");
            await().atMost(LONG).until(() -> discord.messages("updates").size() == 1);
            publisher.publish(BuiltInType.MAINTENANCE, "{\"status\":\"completed\",\"message\":\"Done\"}");
            // That it is to be published is stored after it has been sent.
            await().atMost(LONG).until(() -> published("updates") == 2 && open(publisher) == 0);
            assertThat(published("updates")).isEqualTo(2);
            assertThat(discord.messages("updates").getLast().body().replyTo()).isNull();
        }
    }

    @Test
    void ten_an_hour_are_published_and_the_others_wait_without_a_single_429() {
        discord.makeAnnouncement("updates");
        try (RunningPublisher publisher = RunningPublisher.withSettings(discord, ON)) {
            for (int i = 0; i < 12; i++) {
                // Each a message of its own: what has a key is edited in place.
                publisher.publish(BuiltInType.CUSTOM, "{\"title\":\"No. " + i + "\",\"key\":\"k" + i + "\"}");
            }
            await().atMost(LONG).until(() -> published("updates") == 10 && open(publisher) == 2);
            publisher.stop();
            publisher.started();
            await().atMost(LONG)
                    .until(() -> publisher.count("SELECT count(*) FROM crosspost WHERE error LIKE 'Ten have%'") >= 1);
            assertThat(published("updates")).isEqualTo(10);
            assertThat(discord.requests())
                    .filteredOn(request -> request.path().endsWith("/crosspost"))
                    .noneMatch(request -> request.status() == 429);

            long hour = Duration.ofHours(2).toMillis();
            publisher
                    .database
                    .jdbc()
                    .sql("UPDATE crosspost SET published_at = published_at - " + hour)
                    .update();
            publisher.database.jdbc().sql("UPDATE crosspost SET try_at = 0").update();
            // The simulator's hour has not passed, so it refuses, and says for how long: they go on waiting.
            await().atMost(LONG)
                    .until(() ->
                            publisher.count("SELECT count(*) FROM crosspost WHERE settled = 0 AND error LIKE '%429%'")
                                    >= 1);
            assertThat(published("updates")).isEqualTo(10);
        }
    }

    @Test
    void without_manage_messages_a_webhooks_messages_wait_until_it_is_given() {
        discord.makeAnnouncement("updates");
        discord.permissions().setEveryone(0);
        discord.permissions().takeFromBot(Permission.MANAGE_MESSAGES);
        try (RunningPublisher publisher = RunningPublisher.withSettings(discord, ON)) {
            publisher.publish(BuiltInType.BUG_FIXED, "{\"title\":\"One\"}");
            await().atMost(LONG)
                    .until(() -> publisher.count("SELECT count(*) FROM crosspost WHERE error LIKE '%50013%'") == 1);
            assertThat(published("updates")).isZero();
            discord.permissions().giveBot(Permission.MANAGE_MESSAGES);
            await().atMost(LONG).until(() -> published("updates") == 1);
        }
    }

    @Test
    void nothing_is_published_where_nobody_has_switched_it_on() {
        discord.makeAnnouncement("updates");
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            publisher.publish(new Custom("One", null, null, null, null, null, List.of(), null));
            await().atMost(LONG).until(() -> discord.messages("updates").size() == 1);
            assertThat(publisher.count("SELECT count(*) FROM crosspost")).isZero();
        }
    }

    private long published(String channel) {
        return discord.messages(channel).stream()
                .filter(SimulatedMessage::published)
                .count();
    }

    private long open(RunningPublisher publisher) {
        return publisher.count("SELECT count(*) FROM crosspost WHERE settled = 0");
    }

    private long crossposts() {
        return discord.requests().stream()
                .filter(request -> request.path().endsWith("/crosspost"))
                .count();
    }
}
