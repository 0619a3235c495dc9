package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.ScheduledEvent;
import dev.gatewaysync.simulator.guild.ScheduledEvent.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Maintenances as events of the server. */
@Order(2)
class ServerEventIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String POST = "/scheduled-events$";
    private static final String PATCH = "/scheduled-events/\\d+$";
    private static final String LOOKS = "looks";

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());
    private final Instant start = Instant.now().plus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);

    @Test
    void a_maintenance_is_made_moved_begun_and_ended_as_it_is_said() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            publisher.publish(BuiltInType.MAINTENANCE, said("scheduled", "Move *of* the database", start, "2 hours"));
            awaitStatus(Status.SCHEDULED);
            ScheduledEvent made = event();
            assertThat(made.name()).isEqualTo("Maintenance: Move *of* the database");
            assertThat(made.description())
                    .startsWith("Move \\*of\\* the database")
                    .containsPattern("#[0-9A-Z]{7}$");
            assertThat(made.location()).isEqualTo("Everything Gateway");
            assertThat(made.start()).isEqualTo(start);
            assertThat(made.end()).isEqualTo(start.plus(Duration.ofHours(2)));

            Instant later = start.plus(Duration.ofHours(5));
            publisher.publish(BuiltInType.MAINTENANCE, said("scheduled", "Later", later, null));
            await().atMost(LONG).until(() -> event().start().equals(later));
            assertThat(event().end()).isEqualTo(later.plus(Duration.ofHours(2)));
            assertThat(event().name()).isEqualTo("Maintenance: Later");

            publisher.publish(BuiltInType.MAINTENANCE, said("started", "It begins", null, null));
            awaitStatus(Status.ACTIVE);
            publisher.publish(BuiltInType.MAINTENANCE, said("completed", "Done", null, null));
            awaitStatus(Status.COMPLETED);
        }
    }

    @Test
    void one_that_is_cancelled_or_over_before_it_began_is_called_off() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            for (String end : List.of("cancelled", "completed")) {
                publisher.publish(BuiltInType.MAINTENANCE, said("scheduled", "Move", start, null));
                awaitStatus(Status.SCHEDULED);
                publisher.publish(BuiltInType.MAINTENANCE, said(end, "Not needed", null, null));
                awaitStatus(Status.CANCELED);
            }
            assertThat(discord.scheduledEvents().all()).hasSize(2);
        }
    }

    @Test
    void a_lost_answer_and_a_restart_make_no_second_one() {
        discord.faults().next(1, "POST", POST).failAfterCommit(502, "<html>Bad Gateway</html>");
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            publisher.publish(BuiltInType.MAINTENANCE, said("scheduled", "Move", start, null));
            await().atMost(LONG).until(() -> discord.scheduledEvents().all().size() == 1);
            publisher.stop();
            publisher.started();
            await().atMost(LONG)
                    .until(() -> publisher.count("SELECT count(*) FROM server_event WHERE settled = 1") == 1);
            assertThat(discord.scheduledEvents().all()).hasSize(1);

            discord.faults().next(1, "PATCH", PATCH).failAfterCommit(502, "<html>Bad Gateway</html>");
            publisher.publish(BuiltInType.MAINTENANCE, said("started", "It begins", null, null));
            awaitStatus(Status.ACTIVE);
            publisher.publish(BuiltInType.MAINTENANCE, said("completed", "Done", null, null));
            awaitStatus(Status.COMPLETED);
            assertThat(discord.scheduledEvents().all()).hasSize(1);
        }
    }

    /** Discord does what it was asked seconds after it has answered that it failed. */
    @Test
    void what_discord_makes_late_is_not_made_a_second_time() {
        CompletableFuture<Void> late = new CompletableFuture<>();
        isMadeAfterALook(late);
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            publisher.publish(BuiltInType.MAINTENANCE, said("scheduled", "Move", start, null));
            await().atMost(LONG).until(() -> discord.faults().waiting() == 0);
            late.complete(null);
            await().atMost(LONG).until(() -> discord.scheduledEvents().all().size() == 1);
            discord.faults().lift(LOOKS);
            awaitSettled(publisher);
            assertThat(discord.scheduledEvents().all()).hasSize(1);
            assertThat(asked()).isEqualTo(1);
        }
    }

    @Test
    void one_that_comes_when_another_was_made_is_taken_away_also_after_a_restart() {
        CompletableFuture<Void> late = new CompletableFuture<>();
        discord.faults().next(1, "POST", POST).commitWhen(late, 504, "{}");
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            publisher.publish(BuiltInType.MAINTENANCE, said("scheduled", "Move", start, null));
            awaitSettled(publisher);
            ScheduledEvent kept = event();
            publisher.stop();
            late.complete(null);
            await().atMost(LONG).until(() -> discord.scheduledEvents().all().size() == 2);
            publisher.started();
            await().atMost(LONG).until(() -> discord.scheduledEvents().all().equals(List.of(kept)));
        }
    }

    @Test
    void one_that_comes_late_and_is_called_off_meanwhile_does_not_stay() {
        CompletableFuture<Void> late = new CompletableFuture<>();
        discord.faults().next(1, "POST", POST).commitWhen(late, 504, "{}");
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            publisher.publish(BuiltInType.MAINTENANCE, said("scheduled", "Move", start, null));
            await().atMost(LONG).until(() -> asked() == 1);
            publisher.publish(BuiltInType.MAINTENANCE, said("cancelled", "Not needed", null, null));
            awaitSettled(publisher);
            assertThat(discord.scheduledEvents().all()).isEmpty();
            late.complete(null);
            // It may be gone again before anybody looks.
            await().atMost(LONG).until(() -> asked("DELETE") > 0);
            await().atMost(LONG).until(() -> discord.scheduledEvents().open().isEmpty());
        }
    }

    @Test
    void one_that_was_begun_and_is_put_off_is_made_again_once_though_the_answer_to_its_end_is_lost() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            // While it starts, the time that is announced could pass.
            publisher.publish(BuiltInType.BUG_FIXED, "{\"title\":\"One\"}");
            await().atMost(LONG).until(() -> discord.messages("updates").size() == 1);
            publisher.publish(
                    BuiltInType.MAINTENANCE,
                    said("scheduled", "Move", Instant.now().plus(Duration.ofSeconds(20)), null));
            // By itself, at its time.
            awaitStatus(Status.ACTIVE);
            CompletableFuture<Void> late = new CompletableFuture<>();
            discord.faults().next(1, "PATCH", PATCH).failAfterCommit(504, "{}");
            isMadeAfterALook(late);
            Instant later = start.plus(Duration.ofDays(1));
            publisher.publish(BuiltInType.MAINTENANCE, said("scheduled", "Tomorrow", later, null));
            await().atMost(LONG).until(() -> discord.faults().waiting() == 0);
            late.complete(null);
            await().atMost(LONG)
                    .until(() -> discord.scheduledEvents().open().stream()
                            .anyMatch(one -> one.start().equals(later)));
            discord.faults().lift(LOOKS);
            awaitSettled(publisher);
            assertThat(discord.scheduledEvents().open()).hasSize(1);
            assertThat(discord.scheduledEvents().all()).hasSize(2);
        }
    }

    @Test
    void an_old_change_that_comes_late_is_changed_back() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            publisher.publish(BuiltInType.MAINTENANCE, said("scheduled", "Move", start, null));
            awaitStatus(Status.SCHEDULED);
            awaitSettled(publisher);
            CompletableFuture<Void> late = new CompletableFuture<>();
            discord.faults().next(1, "PATCH", PATCH).commitWhen(late, 504, "{}");
            publisher.publish(
                    BuiltInType.MAINTENANCE, said("scheduled", "First", start.plus(Duration.ofHours(1)), null));
            await().atMost(LONG).until(() -> event().name().endsWith("First"));
            Instant last = start.plus(Duration.ofHours(2));
            publisher.publish(BuiltInType.MAINTENANCE, said("scheduled", "Last", last, null));
            await().atMost(LONG).until(() -> event().start().equals(last));
            long changes = asked("PATCH");
            late.complete(null);
            // It may be changed back before anybody looks.
            await().atMost(LONG).until(() -> asked("PATCH") > changes);
            await().atMost(LONG).until(() -> event().start().equals(last));
            assertThat(event().name()).endsWith("Last");
        }
    }

    /**
     * Discord makes the next one when {@code late} is complete, which is to be after a look for it that found nothing.
     * All other looks are refused, and so do not count, until that is lifted.
     */
    private void isMadeAfterALook(CompletableFuture<Void> late) {
        discord.faults().next(1, "POST", POST).commitWhen(late, 504, "{}");
        discord.faults().next(1, "GET", POST).delay(Duration.ZERO);
        discord.faults().during(LOOKS, "GET", POST).failBeforeCommit(503, "{}");
    }

    private long asked() {
        return discord.requests().stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().endsWith("/scheduled-events"))
                .count();
    }

    /** About one that is there. */
    private long asked(String method) {
        return discord.requests().stream()
                .filter(request ->
                        request.method().equals(method) && request.path().contains("/scheduled-events/"))
                .count();
    }

    private static void awaitSettled(RunningPublisher publisher) {
        await().atMost(LONG)
                .until(() -> publisher.count("SELECT count(*) FROM server_event WHERE settled = 1") == 1
                        && publisher.count("SELECT count(*) FROM server_event") == 1);
    }

    @Test
    void without_the_permission_nothing_is_made_until_somebody_gives_it() {
        discord.permissions().setEveryone(0);
        discord.permissions().takeFromBot(Permission.CREATE_EVENTS | Permission.MANAGE_EVENTS);
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            publisher.publish(BuiltInType.MAINTENANCE, said("scheduled", "Move", start, null));
            await().atMost(LONG)
                    .until(() -> publisher.count("SELECT count(*) FROM server_event WHERE error LIKE '%50013%'") == 1);
            // The card and the event are sent side by side; neither waits for the other.
            await().atMost(LONG).until(() -> discord.messages("updates").size() == 1);
            discord.permissions().giveBot(Permission.CREATE_EVENTS);
            awaitStatus(Status.SCHEDULED);
        }
    }

    @Test
    void what_somebody_deleted_by_hand_stays_so() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            publisher.publish(BuiltInType.MAINTENANCE, said("scheduled", "Move", start, null));
            awaitStatus(Status.SCHEDULED);
            discord.scheduledEvents().remove(event());
            publisher.publish(BuiltInType.MAINTENANCE, said("started", "It begins", null, null));
            await().atMost(LONG)
                    .until(() ->
                            publisher.count("SELECT count(*) FROM server_event WHERE error LIKE '%Somebody%'") == 1);
            assertThat(discord.scheduledEvents().all()).isEmpty();
        }
    }

    @Test
    void switched_off_none_is_made() {
        try (RunningPublisher publisher =
                RunningPublisher.withSettings(discord, Map.of("DISCORD_MAINTENANCE_EVENTS", "off"))) {
            publisher.publish(BuiltInType.MAINTENANCE, said("scheduled", "Move", start, null));
            await().atMost(LONG).until(() -> discord.messages("updates").size() == 1);
            assertThat(publisher.count("SELECT count(*) FROM server_event")).isZero();
        }
    }

    private ScheduledEvent event() {
        return discord.scheduledEvents().all().getLast();
    }

    private void awaitStatus(Status status) {
        await().atMost(LONG).until(() -> !discord.scheduledEvents().all().isEmpty() && event().status() == status);
    }

    private static String said(String status, String message, Instant start, String duration) {
        ObjectNode data =
                EventJson.mapper().createObjectNode().put("status", status).put("message", message);
        if (start != null) {
            data.put("startTime", start.toString());
        }
        if (duration != null) {
            data.put("expectedDuration", duration);
        }
        return data.toString();
    }
}
