package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.storage.history.DeliveryStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Discord's list of channels leaves out what the bot may not view; that is not the same as gone. */
class HiddenChannelIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String CATEGORY = "category:ai-tools";

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void what_waits_for_a_channel_that_became_private_is_neither_skipped_nor_sent_to_a_second_one() {
        try (RunningPublisher publisher =
                RunningPublisher.withSettings(discord, Map.of("DISCORD_CREATE_CHANNELS", "on"))) {
            awaitSent(publisher, publisher.publish(resource("One")));
            discord.permissions().denyEveryone("ai-tools", Permission.VIEW_CHANNEL);
            awaitChannelsAsked();

            EventEnvelope second = publisher.publish(resource("Two"));
            awaitHidden(publisher, CATEGORY);
            publisher.stop();
            publisher.started();
            EventEnvelope third = publisher.publish(resource("Three"));
            await().atMost(LONG).until(() -> publisher.deliveries(third).get("announcements") == DeliveryStatus.SENT);
            awaitHidden(publisher, CATEGORY);
            assertThat(publisher.deliveries(second)).containsEntry(CATEGORY, DeliveryStatus.PENDING);
            assertThat(publisher.deliveries(third)).containsEntry(CATEGORY, DeliveryStatus.PENDING);

            discord.permissions().clear("ai-tools");
            awaitSent(publisher, second);
            awaitSent(publisher, third);
            awaitActive(publisher, CATEGORY);
            // What waited shares a message.
            assertThat(discord.messages("ai-tools")).hasSize(2);
            assertThat(creations()).isZero();
        }
    }

    @Test
    void announcements_do_not_move_to_the_next_best_channel_when_theirs_becomes_private() {
        if (discord.channels().stream().noneMatch(channel -> channel.name().equals("general-chat"))) {
            discord.addChannel("general-chat");
        }
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            EventEnvelope first = publisher.publish(new BugFixed("One", null, null));
            await().atMost(LONG).until(() -> publisher.deliveries(first).get("announcements") == DeliveryStatus.SENT);
            discord.permissions().denyEveryone("updates", Permission.VIEW_CHANNEL);
            awaitHidden(publisher, "announcements");
            EventEnvelope second = publisher.publish(new BugFixed("Two", null, null));
            await().atMost(LONG)
                    .until(() -> publisher.deliveries(second).get("announcements") == DeliveryStatus.PENDING);
            discord.permissions().clear("updates");
            await().atMost(LONG).until(() -> publisher.deliveries(second).get("announcements") == DeliveryStatus.SENT);
            assertThat(discord.messages("updates")).hasSize(2);
            assertThat(discord.messages("general-chat")).isEmpty();
        }
    }

    @Test
    void a_deleted_channel_is_still_missing_and_made_again() {
        try (RunningPublisher publisher =
                RunningPublisher.withSettings(discord, Map.of("DISCORD_CREATE_CHANNELS", "on"))) {
            awaitSent(publisher, publisher.publish(resource("One")));
            discord.removeChannel("ai-tools");
            awaitChannelsAsked();
            awaitSent(publisher, publisher.publish(resource("Two")));
            assertThat(creations()).isEqualTo(1);
        }
    }

    @Test
    void no_channel_is_made_that_the_bot_could_not_view() {
        discord.permissions().setEveryone(discord.permissions().ofEveryone().permissions() & ~Permission.VIEW_CHANNEL);
        discord.permissions().takeFromBot(Permission.VIEW_CHANNEL);
        try (RunningPublisher publisher =
                RunningPublisher.withSettings(discord, Map.of("DISCORD_CREATE_CHANNELS", "on"))) {
            EventEnvelope first = publisher.publish(resource("One"));
            await().atMost(LONG).until(() -> publisher.targetStatus(CATEGORY).equals("paused"));
            assertThat(TargetsIT.reason(publisher, CATEGORY)).contains("View Channels");
            assertThat(creations()).isZero();

            discord.permissions().giveBot(Permission.VIEW_CHANNEL);
            awaitSent(publisher, first);
            assertThat(creations()).isZero();
        }
    }

    @Test
    void hidden_statistics_wait_and_are_the_same_message_afterwards() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            publisher.counted(publisher.publish(statistics(10)), 10, 1);
            await().atMost(LONG)
                    .until(() -> discord.messages("welcome-and-start-here").size() == 1);
            discord.permissions().denyEveryone("welcome-and-start-here", Permission.VIEW_CHANNEL);
            awaitHidden(publisher, "statistics:overview");
            publisher.counted(publisher.publish(statistics(11)), 11, 1);

            discord.permissions().clear("welcome-and-start-here");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(discord.messages("welcome-and-start-here"))
                            .singleElement()
                            .satisfies(message ->
                                    assertThat(message.embeds().toString()).contains("11")));
            awaitActive(publisher, "statistics:overview");
        }
    }

    private static dev.gatewaysync.events.GatewayEvent statistics(long resources) {
        return new dev.gatewaysync.events.StatsUpdated(resources, 1L, 7L, null);
    }

    private static ResourceAdded resource(String title) {
        return new ResourceAdded(title, "ai-tools", null, null, List.of());
    }

    private static void awaitHidden(RunningPublisher publisher, String target) {
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(publisher.targetStatus(target)).isEqualTo("paused");
            assertThat(TargetsIT.reason(publisher, target)).contains("View Channel");
        });
    }

    private static void awaitSent(RunningPublisher publisher, EventEnvelope event) {
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(publisher.deliveries(event)).containsEntry(CATEGORY, DeliveryStatus.SENT));
    }

    /**
     * Once more from now on, and what was answered is known: the next question comes behind that. One channel more has
     * them asked for where that has been done already.
     */
    private void awaitChannelsAsked() {
        await().atMost(LONG).until(() -> !discord.commands().isEmpty());
        for (int time = 0; time < 2; time++) {
            long before = channelLists();
            discord.addChannel("talk-" + time);
            await().atMost(LONG).until(() -> channelLists() > before);
        }
    }

    /** It may be written after the message. */
    private static void awaitActive(RunningPublisher publisher, String target) {
        await().atMost(LONG).until(() -> publisher.targetStatus(target).equals("active"));
    }

    private long channelLists() {
        return discord.requests().stream()
                .filter(request ->
                        request.method().equals("GET") && request.path().endsWith("/channels"))
                .count();
    }

    private long creations() {
        return discord.requests().stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().endsWith("/channels"))
                .count();
    }
}
