package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.FeatureReleased;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.storage.history.DeliveryStatus;
import dev.gatewaysync.testkit.Deploys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a forum every card is a post of its own. */
@Order(4)
class ForumIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String OPEN = "/threads$|/webhooks/\\d+/[^/]+$";
    private static final String LOOK = "/threads/active$";

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void every_card_is_a_post_with_a_title_and_the_tag_that_is_named_like_it() {
        discord.addForum("releases", true, "!Official", "Other", "Deployment");
        try (RunningPublisher publisher = byBot("app-deployed=releases,bug-fixed=releases,feature-released=releases")) {
            publisher.publish(Deploys.of("v1_2", "change"));
            publisher.publish(Deploys.of("v1_3", "change"));
            publisher.publish(new BugFixed("Broken *links*", null, null));
            EventEnvelope last = publisher.publish(new FeatureReleased("Search", null, null, null, null, null, null));
            awaitSent(publisher, last, "channel:releases");

            List<SimulatedChannel> posts = discord.threads("releases");
            assertThat(posts)
                    .extracting(SimulatedChannel::name)
                    .containsExactly(
                            "🚀 Deployed v1_2",
                            "🚀 Deployed v1_3",
                            "🐛 Bug fixed: Broken *links*",
                            discord.messages(posts.get(3))
                                    .getFirst()
                                    .embeds()
                                    .path(0)
                                    .path("title")
                                    .asString());
            assertThat(posts)
                    .allSatisfy(post -> assertThat(discord.messages(post)).hasSize(1));
            List<String> tags = posts.stream()
                    .map(post -> post.threadState().tags().getFirst())
                    .toList();
            assertThat(tags.get(0)).isEqualTo(tags.get(1)).isNotEqualTo(tags.get(2));
            assertThat(tags.get(2)).isEqualTo(tags.get(3));
            assertThat(publisher
                            .database
                            .jdbc()
                            .sql("SELECT message_url FROM delivery ORDER BY seq LIMIT 1")
                            .query(String.class)
                            .single())
                    .endsWith(
                            "/" + posts.getFirst().id() + "/" + posts.getFirst().id());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_card_is_edited_in_its_post_also_when_that_is_archived(boolean webhook) {
        discord.addForum("status", false);
        try (RunningPublisher publisher = webhook ? byWebhook() : byBot("maintenance=status")) {
            String target = webhook ? "announcements" : "channel:status";
            awaitSent(publisher, maintenance(publisher, "scheduled"), target);
            discord.archive(discord.threads("status").getFirst());
            awaitSent(publisher, maintenance(publisher, "started"), target);
            discord.archive(discord.threads("status").getFirst());
            awaitSent(publisher, maintenance(publisher, "completed"), target);

            assertThat(discord.threads("status"))
                    .extracting(SimulatedChannel::name)
                    .containsExactly("🔧 Maintenance: New disks");
            assertThat(titles("status")).containsExactly("✅ Maintenance completed", "✅ Maintenance completed");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_end_is_told_in_the_post_once_and_pings_the_role_though_its_answer_is_lost(boolean webhook) {
        discord.addForum("status", false);
        String role = discord.permissions().addRole("Readers", true);
        try (RunningPublisher publisher = RunningPublisher.withSettings(
                discord,
                webhook
                        ? Map.of(
                                "DISCORD_WEBHOOK_URL",
                                discord.addWebhook("status"),
                                "DISCORD_MENTIONS",
                                "maintenance=" + role)
                        : Map.of("DISCORD_ROUTES", "maintenance=status", "DISCORD_MENTIONS", "maintenance=" + role))) {
            String target = webhook ? "announcements" : "channel:status";
            awaitSent(publisher, maintenance(publisher, "scheduled"), target);
            discord.faults()
                    .next(2, "POST", webhook ? "/webhooks/\\d+/[^/]+$" : "/channels/\\d+/messages$")
                    .failAfterCommit(502, "<html>Bad Gateway</html>");
            awaitSent(publisher, maintenance(publisher, "completed"), target);

            assertThat(titles("status")).containsExactly("✅ Maintenance completed", "✅ Maintenance completed");
            assertThat(discord.messages(discord.threads("status").getFirst())
                            .getLast()
                            .pinged())
                    .isTrue();
        }
    }

    @Test
    void a_locked_post_keeps_its_end_to_itself_and_the_forum_goes_on() {
        discord.addForum("status", false);
        discord.permissions().takeFromBot(Permission.MANAGE_THREADS);
        try (RunningPublisher publisher = byBot("maintenance=status,bug-fixed=status")) {
            awaitSent(publisher, maintenance(publisher, "scheduled"), "channel:status");
            discord.lock(discord.threads("status").getFirst());
            awaitSent(publisher, maintenance(publisher, "completed"), "channel:status");
            awaitSent(publisher, publisher.publish(new BugFixed("One", null, null)), "channel:status");

            assertThat(titles("status")).containsExactly("✅ Maintenance completed", "🐛 Bug fixed: One");
            assertThat(publisher.targetStatus("channel:status")).isEqualTo("active");
        }
    }

    @Test
    void a_post_that_was_deleted_is_made_again_and_its_forum_is_not_taken_for_dead() {
        discord.addForum("status", false);
        try (RunningPublisher publisher = byBot("maintenance=status")) {
            awaitSent(publisher, maintenance(publisher, "scheduled"), "channel:status");
            discord.faults()
                    .next(1, "PATCH", "/messages/\\d+$")
                    .failBeforeCommit(404, "{\"code\":10003,\"message\":\"Unknown Channel\"}");
            awaitSent(publisher, maintenance(publisher, "started"), "channel:status");

            assertThat(discord.threads("status")).hasSize(2);
            assertThat(publisher.targetStatus("channel:status")).isEqualTo("active");
        }
    }

    @Test
    void a_webhook_without_a_bot_learns_that_its_channel_is_a_forum() {
        discord.addForum("briefing", false);
        try (RunningPublisher publisher = RunningPublisher.withWebhook(discord, discord.addWebhook("briefing"))) {
            awaitSent(publisher, maintenance(publisher, "scheduled"), "announcements");
            awaitSent(publisher, maintenance(publisher, "started"), "announcements");
            awaitSent(publisher, publisher.publish(new BugFixed("One", null, null)), "announcements");

            assertThat(discord.threads("briefing")).hasSize(2);
            assertThat(titles("briefing")).containsExactly("🔧 Maintenance under way", "🐛 Bug fixed: One");
            assertThat(discord.requests())
                    .filteredOn(request -> request.status() == 400)
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_discord_did_without_saying_so_is_found_among_the_posts_and_not_sent_again(boolean webhook) {
        discord.addForum("status", false);
        try (RunningPublisher publisher = webhook ? byWebhook() : byBot("bug-fixed=status")) {
            String target = webhook ? "announcements" : "channel:status";
            awaitSent(publisher, publisher.publish(new BugFixed("0", null, null)), target);
            discord.faults().next(1, "POST", OPEN).failAfterCommit(502, "<html>Bad Gateway</html>");
            discord.faults().next(1, "POST", OPEN).failBeforeCommit(500, "{}");
            discord.faults().next(1, "POST", OPEN).resetAfterCommit();
            for (int n = 1; n <= 3; n++) {
                awaitSent(publisher, publisher.publish(new BugFixed(Integer.toString(n), null, null)), target);
            }
            // Discord does the last one after a look for it that found nothing, and no other is answered before that.
            CompletableFuture<Void> late = new CompletableFuture<>();
            discord.faults().next(1, "POST", OPEN).commitWhen(late, 504, "{}");
            discord.faults().next(1, "GET", LOOK).delay(Duration.ZERO);
            discord.faults().during("looks", "GET", LOOK).failBeforeCommit(503, "{}");
            EventEnvelope last = publisher.publish(new BugFixed("4", null, null));
            await().atMost(LONG).until(() -> discord.faults().waiting() == 0);
            late.complete(null);
            await().atMost(LONG).until(() -> titles("status").size() == 5);
            discord.faults().lift("looks");
            awaitSent(publisher, last, target);

            assertThat(titles("status"))
                    .isEqualTo(IntStream.rangeClosed(0, 4)
                            .mapToObj(n -> "🐛 Bug fixed: " + n)
                            .toList());
            assertThat(discord.faults().waiting()).isZero();
        }
    }

    @Test
    void a_post_is_found_after_a_crash_though_it_was_archived_meanwhile() {
        discord.addForum("status", false);
        try (RunningPublisher publisher = byBot("bug-fixed=status")) {
            EventEnvelope event = publisher.publish(new BugFixed("One", null, null));
            awaitSent(publisher, event, "channel:status");
            publisher.stop();
            publisher
                    .database
                    .jdbc()
                    .sql("UPDATE delivery SET status = 'sending', message_id = NULL, message_url = NULL")
                    .update();
            discord.archive(discord.threads("status").getFirst());
            publisher.started();

            awaitSent(publisher, event, "channel:status");
            assertThat(discord.threads("status")).hasSize(1);
        }
    }

    private RunningPublisher byBot(String routes) {
        return RunningPublisher.withSettings(discord, Map.of("DISCORD_ROUTES", routes));
    }

    private RunningPublisher byWebhook() {
        return RunningPublisher.withSettings(discord, Map.of("DISCORD_WEBHOOK_URL", discord.addWebhook("status")));
    }

    private static EventEnvelope maintenance(RunningPublisher publisher, String status) {
        return publisher.publish(
                BuiltInType.MAINTENANCE, "{\"id\":\"db\",\"status\":\"" + status + "\",\"message\":\"New disks\"}");
    }

    private static void awaitSent(RunningPublisher publisher, EventEnvelope event, String target) {
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(publisher.deliveries(event)).containsEntry(target, DeliveryStatus.SENT));
    }

    private List<String> titles(String forum) {
        return discord.threads(forum).stream()
                .flatMap(post -> discord.messages(post).stream())
                .flatMap(message -> message.embeds().valueStream())
                .map(embed -> embed.path("title").asString())
                .toList();
    }
}
