package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.discord.intake.DiscordQueue;
import dev.gatewaysync.events.Batch;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.limits.Scope;
import dev.gatewaysync.simulator.limits.WindowMode;
import dev.gatewaysync.simulator.traffic.RecordedRequest;
import dev.gatewaysync.storage.history.DeliveryStatus;
import dev.gatewaysync.testkit.Deploys;
import dev.gatewaysync.testkit.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Order, and each message once, whatever goes wrong, without the intent Message Content; in both kinds of window with {@code -Dproof=long}. */
@Order(1)
@ParameterizedClass
@MethodSource("modes")
class DeliveryIT {
    private static final String WEBHOOK_POST = "/webhooks/\\d+/[^/]+$";
    private static final String BOT_POST = "/channels/\\d+/messages$";
    private static final Duration LONG = Duration.ofSeconds(60);

    private final DiscordSimulator discord;

    DeliveryIT(WindowMode mode) {
        discord = DiscordSimulator.start(SimulatorSettings.standard().withWindowMode(mode));
        discord.allowMessageContent(false);
    }

    static List<WindowMode> modes() {
        return Proof.isLong() ? List.of(WindowMode.values()) : List.of(WindowMode.FIXED);
    }

    @Test
    void a_backlog_arrives_in_order_and_shares_messages() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            discord.faults().next(1, "POST", WEBHOOK_POST).rateLimit(Scope.USER, 1, 1.2);
            publisher.publishAll(deploys(100));

            await().atMost(LONG).until(() -> discord.counters().messagesCreated() >= 10 && allSettled(publisher, 100));
            assertThat(titles("updates")).isEqualTo(expected(100));
            assertThat(discord.messages("updates")).hasSizeLessThan(30);
            assertThat(refused(429)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_discord_did_without_saying_so_is_found_and_not_sent_again(boolean webhook) {
        try (RunningPublisher publisher =
                webhook ? RunningPublisher.withBotAndWebhook(discord) : RunningPublisher.withBot(discord)) {
            String post = webhook ? WEBHOOK_POST : BOT_POST;
            discord.faults().next(1, "POST", post).failAfterCommit(502, "{}");
            discord.faults().next(1, "POST", post).failBeforeCommit(500, "{}");
            discord.faults().next(1, "POST", post).resetAfterCommit();
            discord.faults().next(1, "POST", post).resetBeforeCommit();
            discord.faults().next(1, "POST", post).failBeforeCommit(503, "{}");
            List<EventEnvelope> events = deploys(7);
            for (EventEnvelope event : events.subList(0, 6)) {
                publisher.publishAll(List.of(event));
                awaitAnnounced(publisher, event);
            }

            // Discord does the last one after a look for it that found nothing, and no other is answered before that.
            CompletableFuture<Void> late = new CompletableFuture<>();
            String look = "/channels/" + channelId("updates") + "/messages$";
            discord.faults().next(1, "POST", post).commitWhen(late, 504, "{}");
            discord.faults().next(1, "GET", look).delay(Duration.ZERO);
            discord.faults().during("looks", "GET", look).failBeforeCommit(503, "{}");
            publisher.publishAll(events.subList(6, 7));
            await().atMost(LONG).until(() -> discord.faults().waiting() == 0);
            late.complete(null);
            await().atMost(LONG).until(() -> titles("updates").size() == 7);
            discord.faults().lift("looks");
            awaitAnnounced(publisher, events.get(6));

            assertThat(titles("updates")).isEqualTo(expected(7));
            assertThat(discord.faults().waiting()).isZero();
            assertThat(publisher.count("SELECT count(*) FROM delivery WHERE status = 'failed'"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_stop_between_discords_commit_and_our_own_loses_and_doubles_nothing(boolean webhook) {
        RunningPublisher publisher =
                webhook ? RunningPublisher.withBotAndWebhook(discord) : RunningPublisher.withBot(discord);
        try (publisher) {
            publisher.publishAll(deploys(30));
            await().atMost(LONG).until(() -> allSettled(publisher, 30));
            publisher.stop();

            // As a crash would have left them: the last messages are in Discord, and the database does not know.
            String last = publisher
                    .database
                    .jdbc()
                    .sql("SELECT message_id FROM delivery ORDER BY seq DESC LIMIT 1")
                    .query(String.class)
                    .single();
            int unknown = publisher.database.jdbc().sql("""
                            UPDATE delivery SET status = 'sending', message_id = NULL, message_url = NULL
                            WHERE message_id = :last""").param("last", last).update();
            // And these never got there.
            int messages = discord.messages("updates").size();
            publisher.publishAll(deploys(31, 35));
            publisher.started();

            await().atMost(LONG).until(() -> allSettled(publisher, 35));
            assertThat(unknown).isPositive();
            assertThat(titles("updates")).isEqualTo(expected(35));
            assertThat(discord.messages("updates")).hasSizeGreaterThan(messages);
            assertThat(publisher.count("SELECT count(*) FROM delivery WHERE message_id IS NULL"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, -5, 5, 60})
    void a_message_is_found_though_the_wall_clock_has_stepped_since(int minutes) {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            publisher.publishAll(deploys(1));
            await().atMost(LONG).until(() -> allSettled(publisher, 1));
            publisher.stop();
            publisher.database.jdbc().sql("""
                            UPDATE delivery SET status = 'sending', message_id = NULL, message_url = NULL,
                              at = at + :step""").param("step", minutes * 60_000L).update();

            publisher.started();

            await().atMost(LONG).until(() -> allSettled(publisher, 1));
            assertThat(discord.messages("updates")).hasSize(1);
        }
    }

    @Test
    void a_dead_channel_stops_only_itself_and_its_deliveries_can_be_replayed() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            EventEnvelope before = publisher.publish(resource("One", "ai-tools"));
            await().atMost(LONG)
                    .until(() -> publisher.deliveries(before).get("category:ai-tools") == DeliveryStatus.SENT);

            // Deleted, and the bot's session has not told of it, however long the message is on its way.
            discord.faults()
                    .next(1, "POST", "/channels/" + channelId("ai-tools") + "/messages$")
                    .refuse(404, 10003, "Unknown Channel");
            EventEnvelope dead = publisher.publish(resource("Two", "ai-tools"));
            EventEnvelope alive = publisher.publish(resource("Three", "gaming"));

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(dead))
                            .containsEntry("category:ai-tools", DeliveryStatus.FAILED)
                            .containsEntry("announcements", DeliveryStatus.SENT));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(alive))
                            .containsEntry("category:gaming", DeliveryStatus.SENT)
                            .containsEntry("announcements", DeliveryStatus.SENT));
            discord.removeChannel("ai-tools");
            assertThat(refused(404))
                    .filteredOn(request -> request.method().equals("POST"))
                    .hasSize(1);
            // A channel that the list no longer has is asked for by its id, if the list is read again just then.
            assertThat(refused(404))
                    .filteredOn(request -> !request.method().equals("POST"))
                    .hasSizeLessThanOrEqualTo(1);

            discord.addChannel("ai-tools");
            await().atMost(LONG).pollInterval(Duration.ofSeconds(1)).until(() -> {
                boolean sent = publisher.deliveries(dead).get("category:ai-tools") == DeliveryStatus.SENT;
                if (!sent) {
                    publisher.replay(dead);
                }
                return sent;
            });
            assertThat(titles("ai-tools")).containsExactly("✨ Two");
            assertThat(titles("updates")).hasSize(3);
        }
    }

    @Test
    void a_channel_that_does_not_let_us_in_delays_no_other_and_is_asked_rarely() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            discord.denyChannel("ai-tools", 50013);
            EventEnvelope denied = publisher.publish(resource("One", "ai-tools"));
            EventEnvelope behind = publisher.publish(resource("Two", "ai-tools"));
            EventEnvelope other = publisher.publish(resource("Three", "gaming"));

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(other))
                            .containsOnlyKeys("announcements", "category:gaming")
                            .containsValues(DeliveryStatus.SENT)
                            .doesNotContainValue(DeliveryStatus.PENDING));
            await().during(Duration.ofSeconds(3))
                    .atMost(LONG)
                    .until(() -> refused(403).size() == 1);
            assertThat(publisher.deliveries(denied)).containsEntry("category:ai-tools", DeliveryStatus.PENDING);
            assertThat(publisher.deliveries(behind)).containsEntry("category:ai-tools", DeliveryStatus.PENDING);
        }
    }

    @Test
    void a_refused_token_stops_the_bot_and_not_the_webhook() {
        try (RunningPublisher publisher = RunningPublisher.withWrongTokenAndWebhook(discord)) {
            EventEnvelope event = publisher.publish(resource("One", "ai-tools"));

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(event))
                            .containsEntry("announcements", DeliveryStatus.SENT)
                            .containsEntry("category:ai-tools", DeliveryStatus.PENDING));
            await().during(Duration.ofSeconds(3))
                    .atMost(LONG)
                    .until(() -> refused(401).size() <= 3);
        }
    }

    @Test
    void a_message_that_discord_refuses_takes_no_other_with_it() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            // The first tries are of the message that all of them share, the next of the first of them alone.
            discord.faults().next(1, "POST", BOT_POST).failBeforeCommit(500, "{}");
            discord.faults().next(2, "POST", BOT_POST).failBeforeCommit(400, "{\"code\":50035,\"message\":\"no\"}");
            List<EventEnvelope> events = deploys(4);
            publisher.publishAll(events);

            await().atMost(LONG).until(() -> publisher.isPlanned(events.get(3)) && publisher.open() == 0);
            List<String> all = expected(4);
            assertThat(publisher.count("SELECT count(*) FROM delivery WHERE status = 'failed'"))
                    .isEqualTo(1);
            assertThat(all).containsAll(titles("updates"));
            assertThat(titles("updates")).hasSize(3).isSorted();
        }
    }

    @Test
    void a_large_batch_of_one_sync_is_one_digest() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            List<EventEnvelope> events = IntStream.rangeClosed(1, 14)
                    .mapToObj(n ->
                            envelope(resource("Tool " + n, "AI Tools")).withBatch(new Batch("run-1/ai-tools", n, 14)))
                    .toList();
            publisher.publishAll(events.subList(0, 13));
            EventEnvelope plain = publisher.publish(new BugFixed("Between", null, null));
            await().atMost(LONG).until(() -> publisher.deliveries(plain).containsValue(DeliveryStatus.SENT));
            assertThat(titles("updates")).containsExactly("🐛 Bug fixed: Between");
            publisher.publishAll(events.subList(13, 14));

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(events.get(13)))
                            .containsEntry("announcements", DeliveryStatus.SENT)
                            .containsEntry("category:ai-tools", DeliveryStatus.SENT));
            assertThat(publisher.deliveries(events.get(0)))
                    .containsEntry("announcements", DeliveryStatus.SUPERSEDED)
                    .containsEntry("category:ai-tools", DeliveryStatus.SUPERSEDED);
            assertThat(titles("ai-tools")).containsExactly("✨ 14 new resources in AI Tools");
            assertThat(discord.messages("ai-tools")
                            .get(0)
                            .embeds()
                            .path(0)
                            .path("description")
                            .asString())
                    .contains("[Tool 1](<https://tool.example/>)")
                    .endsWith("and 4 more");
        }
    }

    @Test
    void a_deleted_card_is_made_again_where_it_stands() {
        try (RunningPublisher publisher = RunningPublisher.withWebhook(discord)) {
            publisher.publish(BuiltInType.MAINTENANCE, "{\"id\":\"db\",\"status\":\"scheduled\",\"message\":\"Soon\"}");
            await().atMost(LONG).until(() -> titles("updates").size() == 1);
            discord.faults()
                    .next(1, "PATCH", "/messages/\\d+$")
                    .failBeforeCommit(404, "{\"code\":10008,\"message\":\"Unknown Message\"}");
            EventEnvelope started = publisher.publish(
                    BuiltInType.MAINTENANCE, "{\"id\":\"db\",\"status\":\"started\",\"message\":\"Now\"}");

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(started))
                            .containsEntry("announcements", DeliveryStatus.SENT));
            assertThat(titles("updates")).containsExactly("🗓️ Maintenance scheduled", "🔧 Maintenance under way");
        }
    }

    @Test
    void an_incident_is_one_card_from_its_beginning_to_its_end() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            publisher.publish(
                    BuiltInType.APP_STATUS_CHANGED, "{\"status\":\"offline\",\"incident\":\"i1\",\"reason\":\"503\"}");
            publisher.publish(BuiltInType.APP_STATUS_CHANGED, "{\"status\":\"deploy-failed\"}");
            EventEnvelope over = publisher.publish(
                    BuiltInType.APP_STATUS_CHANGED,
                    "{\"status\":\"online\",\"incident\":\"i1\",\"durationSeconds\":125}");

            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(publisher.deliveries(over)).containsEntry("announcements", DeliveryStatus.SENT));
            assertThat(titles("updates"))
                    .containsExactly("🟢 The app is back online", "❌ A deploy failed", "🟢 The app is back online");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_end_is_told_once_in_a_message_of_its_own_over_lost_answers_and_a_kill(boolean webhook) {
        RunningPublisher publisher =
                webhook ? RunningPublisher.withBotAndWebhook(discord) : RunningPublisher.withBot(discord);
        try (publisher) {
            publisher.publish(BuiltInType.MAINTENANCE, "{\"id\":\"db\",\"status\":\"started\",\"message\":\"Now\"}");
            await().atMost(LONG).until(() -> titles("updates").size() == 1);
            discord.faults().next(1, "PATCH", "/messages/\\d+$").failAfterCommit(502, "{}");
            discord.faults().next(1, "POST", webhook ? WEBHOOK_POST : BOT_POST).failAfterCommit(502, "{}");
            EventEnvelope completed = publisher.publish(
                    BuiltInType.MAINTENANCE, "{\"id\":\"db\",\"status\":\"completed\",\"message\":\"Done\"}");
            await().atMost(LONG).until(() -> publisher.deliveries(completed).containsValue(DeliveryStatus.SENT));
            publisher.stop();
            // As a kill would have left it: the message is in Discord, and the database does not know.
            publisher.database.jdbc().sql("""
                            UPDATE delivery SET status = 'sending', message_id = NULL, message_url = NULL
                            WHERE event_id = :id""").param("id", completed.id()).update();

            publisher.started();

            await().atMost(LONG).until(() -> publisher.deliveries(completed).containsValue(DeliveryStatus.SENT));
            assertThat(titles("updates")).containsExactly("✅ Maintenance completed", "✅ Maintenance completed");
            assertThat(discord.messages("updates").get(0).embeds().toString()).contains("**started** · Now");
            SimulatedMessage end = discord.messages("updates").get(1);
            assertThat(end.edits()).isZero();
            // A webhook cannot answer, and leads to the card by a link.
            assertThat(end.body().replyTo())
                    .isEqualTo(
                            webhook ? null : discord.messages("updates").get(0).id());
            assertThat(end.embeds().toString().contains("What was announced")).isEqualTo(webhook);
        }
    }

    @Test
    void where_the_bot_may_not_answer_the_end_leads_to_its_card_by_a_link() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            publisher.publish(BuiltInType.MAINTENANCE, "{\"id\":\"db\",\"status\":\"started\",\"message\":\"Now\"}");
            await().atMost(LONG).until(() -> titles("updates").size() == 1);
            discord.permissions().denyBot("updates", Permission.READ_MESSAGE_HISTORY);
            EventEnvelope completed = publisher.publish(
                    BuiltInType.MAINTENANCE, "{\"id\":\"db\",\"status\":\"completed\",\"message\":\"Done\"}");
            await().atMost(LONG).until(() -> publisher.deliveries(completed).containsValue(DeliveryStatus.SENT));
            SimulatedMessage end = discord.messages("updates").getLast();
            assertThat(end.body().replyTo()).isNull();
            assertThat(end.embeds().toString()).contains("What was announced");
        }
    }

    @Test
    void while_discord_is_away_events_are_planned_and_wait() throws Exception {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            discord.faults().next(6, "*", ".*").failBeforeCommit(503, "{}");
            List<EventEnvelope> events = deploys(3);
            publisher.publishAll(events);

            await().atMost(LONG).until(() -> allSettled(publisher, 3));
            assertThat(titles("updates")).isEqualTo(expected(3));
        }
    }

    @Test
    void a_second_instance_stands_by_and_takes_over() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            await().atMost(LONG)
                    .until(() -> publisher
                            .bean(dev.gatewaysync.discord.leader.LeaderElection.class)
                            .isActive());
            try (var second = publisher.another()) {
                var standby = second.getBean(dev.gatewaysync.discord.leader.LeaderElection.class);
                publisher.publishAll(deploys(1, 5));
                await().atMost(LONG).until(() -> allSettled(publisher, 5));
                assertThat(standby.isActive()).isFalse();
                assertThat(second.getBean(DiscordQueue.class).isRunning()).isFalse();

                publisher.stop();
                publisher.publishAll(deploys(6, 10));
                await().atMost(LONG).until(() -> allSettled(publisher, 10));
                assertThat(standby.isActive()).isTrue();
                assertThat(titles("updates")).isEqualTo(expected(10));
            }
        }
    }

    private static void awaitAnnounced(RunningPublisher publisher, EventEnvelope event) {
        await().atMost(LONG).until(() -> publisher.deliveries(event).get("announcements") == DeliveryStatus.SENT);
    }

    private String channelId(String name) {
        return discord.channels().stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private boolean allSettled(RunningPublisher publisher, int planned) {
        // In this order: what is planned after the first look is seen as open by the second.
        return publisher.count("SELECT count(*) FROM delivery_plan") == planned && publisher.open() == 0;
    }

    private static ResourceAdded resource(String name, String category) {
        return new ResourceAdded(name, category, "https://tool.example/", null, List.of());
    }

    private static EventEnvelope envelope(dev.gatewaysync.events.GatewayEvent event) {
        return EventEnvelope.of(EventIds.next(), Source.MAIN_APP, Instant.now(), event);
    }

    private static List<EventEnvelope> deploys(int count) {
        return deploys(1, count);
    }

    private static List<EventEnvelope> deploys(int from, int to) {
        List<EventEnvelope> events = new ArrayList<>();
        for (int n = from; n <= to; n++) {
            events.add(envelope(Deploys.of("v" + (1_000 + n), "change")));
        }
        return events;
    }

    private static List<String> expected(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "🚀 Deployed v" + (1_000 + n))
                .toList();
    }

    private List<RecordedRequest> refused(int status) {
        return discord.requests().stream()
                .filter(request -> request.status() == status)
                .toList();
    }

    private List<String> titles(String channel) {
        return discord.messages(channel).stream()
                .map(SimulatedMessage::embeds)
                .flatMap(embeds -> embeds.valueStream())
                .map(embed -> embed.path("title").asString())
                .toList();
    }
}
