package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.ResourceSuggested;
import dev.gatewaysync.events.StatsUpdated;
import dev.gatewaysync.events.SuggestionReviewed;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.traffic.RecordedRequest;
import dev.gatewaysync.storage.history.DeliveryStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Discord answers that an edit failed, and carries it out seconds later, after a newer one. */
@Order(2)
class LateEditIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String EDIT = "/messages/\\d+$";
    private static final String WELCOME = "welcome-and-start-here";
    private static final String SHOWCASE = "showcase-your-finds";
    private static final String TOOL = "https://tool.example/";
    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());
    private final CompletableFuture<Void> late = new CompletableFuture<>();

    private enum Sender {
        BOT,
        BOT_AND_WEBHOOK,
        WEBHOOK
    }

    @ParameterizedTest
    @EnumSource
    void a_card_says_the_newest_again(Sender sender) {
        discord.allowMessageContent(false);
        try (RunningPublisher publisher = sentBy(sender)) {
            awaitSent(publisher, maintenance(publisher, "scheduled"));
            discord.faults().next(1, "PATCH", EDIT).commitWhen(late, 504, "{}");
            awaitSent(publisher, maintenance(publisher, "started"));
            awaitSent(publisher, maintenance(publisher, "completed"));
            assertThat(title(card())).startsWith("✅");
            lateAndPutRight(this::card);

            await().atMost(LONG).until(() -> title(card()).startsWith("✅"));
            assertThat(reads()).isBetween(1L, 2L);
            assertThat(discord.messages("updates")).hasSize(2);
        }
    }

    @Test
    void a_card_is_put_right_after_a_restart() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            awaitSent(publisher, maintenance(publisher, "scheduled"));
            discord.faults().next(1, "PATCH", EDIT).commitWhen(late, 504, "{}");
            awaitSent(publisher, maintenance(publisher, "started"));
            awaitSent(publisher, maintenance(publisher, "completed"));
            publisher.stop();
            late.complete(null);
            await().atMost(LONG).until(() -> title(card()).startsWith("🔧"));

            publisher.started();

            await().atMost(LONG).until(() -> title(card()).startsWith("✅"));
        }
    }

    @Test
    void where_the_bot_may_not_read_it_says_the_newest_once_more() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            awaitSent(publisher, maintenance(publisher, "scheduled"));
            discord.permissions().takeFromBot(Permission.READ_MESSAGE_HISTORY);
            discord.faults().next(1, "PATCH", EDIT).commitWhen(late, 504, "{}");
            awaitSent(publisher, maintenance(publisher, "started"));
            awaitSent(publisher, maintenance(publisher, "completed"));
            lateAndPutRight(this::card);

            await().atMost(LONG).until(() -> title(card()).startsWith("✅"));
        }
    }

    @Test
    void the_pinned_numbers_are_the_newest_again() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            count(publisher, 10);
            await().atMost(LONG).until(() -> numbers().contains("**10**"));
            discord.faults().next(1, "PATCH", EDIT).commitWhen(late, 504, "{}");
            count(publisher, 11);
            await().atMost(LONG).until(() -> discord.faults().waiting() == 0);
            count(publisher, 12);
            await().atMost(LONG).until(() -> numbers().contains("**12**"));
            lateAndPutRight(() -> discord.messages(WELCOME).getFirst());

            await().atMost(LONG).until(() -> numbers().contains("**12**"));
        }
    }

    @Test
    void numbers_that_are_what_they_were_before_an_edit_in_doubt_are_shown_again() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            count(publisher, 10);
            await().atMost(LONG).until(() -> numbers().contains("**10**"));
            discord.faults().next(1, "PATCH", EDIT).failAfterCommit(504, "{}");
            count(publisher, 11);
            await().atMost(LONG).until(() -> numbers().contains("**11**"));
            count(publisher, 10);

            await().atMost(LONG).until(() -> numbers().contains("**10**"));
        }
    }

    @Test
    void the_card_of_a_suggestion_says_what_became_of_it() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            publisher.publish(new ResourceSuggested("ada", "80351110224678912", "Tool", TOOL, "tools", null, null));
            await().atMost(LONG).until(() -> !discord.messages(SHOWCASE).isEmpty());
            String first = suggestion();
            discord.faults().next(1, "PATCH", EDIT).commitWhen(late, 504, "{}");
            publisher.publish(reviewed(SuggestionReviewed.Decision.DECLINED));
            await().atMost(LONG).until(() -> !suggestion().equals(first));
            String declined = suggestion();
            publisher.publish(reviewed(SuggestionReviewed.Decision.APPROVED));
            await().atMost(LONG).until(() -> !suggestion().equals(declined));
            String accepted = suggestion();
            lateAndPutRight(() -> discord.messages(SHOWCASE).getFirst());

            await().atMost(LONG).until(() -> suggestion().equals(accepted));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BOT", "WEBHOOK"})
    void a_post_of_a_forum_says_the_newest_again(Sender sender) {
        discord.addForum("status", false);
        try (RunningPublisher publisher = sender == Sender.BOT
                ? RunningPublisher.withSettings(discord, Map.of("DISCORD_ROUTES", "maintenance=status"))
                : RunningPublisher.withWebhook(discord, discord.addWebhook("status"))) {
            awaitSent(publisher, maintenance(publisher, "scheduled"));
            discord.faults().next(1, "PATCH", EDIT).commitWhen(late, 504, "{}");
            awaitSent(publisher, maintenance(publisher, "started"));
            awaitSent(publisher, maintenance(publisher, "completed"));
            lateAndPutRight(this::post);

            await().atMost(LONG).until(() -> title(post()).startsWith("✅"));
        }
    }

    @Test
    void while_nothing_newer_was_said_and_after_sure_answers_nobody_looks() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            awaitSent(publisher, maintenance(publisher, "scheduled"));
            awaitSent(publisher, maintenance(publisher, "started"));
            assertThat(publisher.count("SELECT count(*) FROM edit_in_doubt")).isZero();
            discord.faults().next(1, "PATCH", EDIT).commitWhen(late, 504, "{}");
            awaitSent(publisher, maintenance(publisher, "completed"));

            await().atMost(LONG)
                    .until(() -> publisher.count("SELECT count(*) FROM edit_in_doubt WHERE looks = 1") == 1);
            assertThat(reads()).isZero();
        }
    }

    private RunningPublisher sentBy(Sender sender) {
        return switch (sender) {
            case BOT -> RunningPublisher.withBot(discord);
            case BOT_AND_WEBHOOK -> RunningPublisher.withBotAndWebhook(discord);
            case WEBHOOK -> RunningPublisher.withWebhook(discord);
        };
    }

    private static EventEnvelope maintenance(RunningPublisher publisher, String status) {
        return publisher.publish(
                BuiltInType.MAINTENANCE, "{\"id\":\"db\",\"status\":\"" + status + "\",\"message\":\"Move\"}");
    }

    private static SuggestionReviewed reviewed(SuggestionReviewed.Decision decision) {
        return new SuggestionReviewed("s1", decision, "bob", "Tool", TOOL, "tools");
    }

    private static void count(RunningPublisher publisher, long resources) {
        publisher.counted(publisher.publish(new StatsUpdated(resources, 1L, 7L, null)), resources, 1);
    }

    private static void awaitSent(RunningPublisher publisher, EventEnvelope event) {
        await().atMost(LONG).until(() -> publisher.deliveries(event).containsValue(DeliveryStatus.SENT));
    }

    /** The old edit is one more, and what puts it right another: it may be gone before anybody sees what it said. */
    private void lateAndPutRight(Supplier<SimulatedMessage> shown) {
        int edits = shown.get().edits();
        late.complete(null);
        await().atMost(LONG).until(() -> shown.get().edits() >= edits + 2);
    }

    private SimulatedMessage card() {
        return discord.messages("updates").getFirst();
    }

    private SimulatedMessage post() {
        return discord.messages(discord.threads("status").getFirst()).getFirst();
    }

    private String suggestion() {
        return discord.messages(SHOWCASE).getFirst().embeds().toString();
    }

    private String numbers() {
        List<SimulatedMessage> shown = discord.messages(WELCOME);
        return shown.isEmpty() ? "" : shown.getFirst().embeds().toString();
    }

    private static String title(SimulatedMessage message) {
        return message.embeds().path(0).path("title").asString("");
    }

    /** Questions for one message. */
    private long reads() {
        return discord.requests().stream().filter(LateEditIT::isRead).count();
    }

    private static boolean isRead(RecordedRequest request) {
        return request.method().equals("GET") && request.path().matches(".*/messages/\\d+");
    }
}
