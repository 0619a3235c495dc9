package dev.gatewaysync.discord.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.channel.Routing;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.route.ConfiguredRoutes;
import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.discord.route.TargetResolver;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.ResourceUpdated;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.messaging.ReceivedEvent;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.testkit.SettableClock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryPlannerTest {
    private final Database database = TestOutbox.database();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<String> added = new ArrayList<>();
    private final DeliveryPlanner planner = new DeliveryPlanner(
            new TargetResolver(
                    new DiscordCredentials(new DiscordCredentials.Bot(new Secret("token"), "1"), null, null),
                    new Routing(Map.of(), Map.of(), false),
                    new ConfiguredRoutes(() -> GatewayConfig.NONE, InstantSource.system()),
                    url -> false),
            database,
            clock,
            new PlannedEvents(),
            List.of(event -> added.add(event.id())));

    @BeforeEach
    void empty() {
        for (String table : List.of("delivery", "delivery_plan")) {
            database.jdbc().sql("DELETE FROM " + table).update();
        }
    }

    @Test
    void each_event_of_a_batch_gets_a_plan_and_its_deliveries_in_order() {
        planner.handle(List.of(received(shown("a")), received(silent("b")), received(shown("c"))));

        assertThat(plans()).containsExactlyInAnyOrder("a 2", "b 0", "c 2");
        assertThat(deliveries())
                .containsExactly(
                        "a announcements pending",
                        "a category:tools pending",
                        "c announcements pending",
                        "c category:tools pending");
        assertThat(added).containsExactly("a", "b", "c");
    }

    @Test
    void an_event_that_comes_again_changes_nothing_in_the_same_batch_or_in_a_later_one() {
        planner.handle(List.of(received(shown("a")), received(shown("a"))));
        planner.handle(List.of(received(shown("a")), received(shown("b"))));

        assertThat(plans()).containsExactlyInAnyOrder("a 2", "b 2");
        assertThat(deliveries()).hasSize(4);
        assertThat(added).containsExactly("a", "b");
    }

    @Test
    void a_replay_tries_what_had_failed_again_and_touches_no_other_event_of_its_batch() {
        planner.handle(List.of(received(shown("a")), received(shown("b"))));
        database.jdbc().sql("UPDATE delivery SET status = 'failed'").update();

        planner.handle(List.of(received(shown("a")), new ReceivedEvent(shown("b"), "somebody", null, false)));

        assertThat(deliveries())
                .containsExactly(
                        "a announcements failed",
                        "a category:tools failed",
                        "b announcements pending",
                        "b category:tools pending");
    }

    private List<String> plans() {
        return database.jdbc()
                .sql("SELECT event_id, deliveries FROM delivery_plan")
                .query((row, n) -> row.getString(1) + " " + row.getInt(2))
                .list();
    }

    private List<String> deliveries() {
        return database.jdbc()
                .sql("SELECT event_id, target, status FROM delivery ORDER BY seq")
                .query((row, n) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
                .list();
    }

    private static ReceivedEvent received(EventEnvelope event) {
        return new ReceivedEvent(event, null, null, false);
    }

    private EventEnvelope shown(String id) {
        return EventEnvelope.of(
                id, Source.MAIN_APP, clock.instant(), new ResourceAdded("Tool", "tools", null, null, List.of()));
    }

    private EventEnvelope silent(String id) {
        return EventEnvelope.of(id, Source.MAIN_APP, clock.instant(), new ResourceUpdated("Tool", "tools", null, null));
    }
}
