package dev.gatewaysync.discord.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.channel.Routing;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.route.ConfiguredRoutes;
import dev.gatewaysync.discord.intake.DeliveryPlanner;
import dev.gatewaysync.discord.intake.PlannedEvents;
import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.discord.route.TargetResolver;
import dev.gatewaysync.events.Batch;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.messaging.ReceivedEvent;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever happens to deliveries, each comes to an end, or waits where somebody sees it. */
class OutboxHistoryTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String CHANNEL = "category:tools";

    private static Database database;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<EventEnvelope> planned = new ArrayList<>();
    private DeliveryOutbox outbox;
    private DeliveryQueries queries;
    private HeldDeliveries held;
    private DeliveryPlanner deliveryPlanner;

    @BeforeContainer
    static void openDatabase() {
        database = TestOutbox.database();
    }

    @BeforeTry
    void begin() {
        for (String table : List.of("delivery", "delivery_plan", "delivery_attempt", "lease")) {
            database.jdbc().sql("DELETE FROM " + table).update();
        }
        planned.clear();
        LeaderLease leaderLease = new LeaderLease(database.jdbc(), clock);
        assertThat(leaderLease.take()).isTrue();
        held = new HeldDeliveries(database.jdbc(), database.transactions(), clock);
        queries = new DeliveryQueries(database.jdbc());
        outbox = new DeliveryOutbox(
                database.jdbc(),
                database.transactions(),
                leaderLease,
                new CardStore(database.jdbc(), clock),
                held,
                clock);
        DiscordCredentials discordCredentials =
                new DiscordCredentials(new DiscordCredentials.Bot(new Secret("token"), "1"), null, null);
        TargetResolver targetResolver = new TargetResolver(
                discordCredentials,
                new Routing(Map.of(), Map.of(), false),
                new ConfiguredRoutes(() -> GatewayConfig.NONE, InstantSource.system()),
                url -> false);
        deliveryPlanner = new DeliveryPlanner(targetResolver, database, clock, new PlannedEvents(), List.of());
    }

    @Property(tries = 150)
    void every_delivery_comes_to_an_end(@ForAll long seed) {
        Random random = new Random(seed);
        int steps = 5 + random.nextInt(40);
        for (int n = 0; n < steps; n++) {
            step(random);
        }
        for (int round = 0; round < 100 && !isIdle(); round++) {
            clock.advance(PATIENCE.plusSeconds(1));
            held.release(PATIENCE);
            queries.backlog().keySet().forEach(target -> settle(target, random));
        }

        assertThat(open()).isZero();
    }

    @Example
    void a_batch_whose_channel_is_missing_is_skipped_as_a_whole() {
        plan(batch("run", 12, 1, 12));

        assertThat(outbox.skipAll(CHANNEL, "no channel")).isEqualTo(12);

        assertThat(count(CHANNEL, "skipped")).isEqualTo(12);
        assertThat(count("announcements", "pending")).isEqualTo(12);
    }

    @Example
    void a_digest_that_fails_fails_as_a_whole_and_its_replay_says_all_of_it() {
        List<EventEnvelope> events = batch("run", 12, 1, 12);
        plan(events);
        outbox.failed(queries.open(CHANNEL, 20).getFirst(), "refused", Tried.WITHOUT_REQUEST);
        assertThat(count(CHANNEL, "failed")).isEqualTo(12);

        events.forEach(event -> deliveryPlanner.handle(List.of(new ReceivedEvent(event, "somebody", null, false))));
        assertThat(queries.open(CHANNEL, 20)).hasSize(1);
        send(CHANNEL);

        assertThat(count(CHANNEL, "superseded")).isEqualTo(11);
        assertThat(count(CHANNEL, "sent")).isOne();
    }

    @Example
    void a_batch_that_broke_off_is_said_after_a_while_with_what_there_is_of_it() {
        plan(batch("run", 14, 1, 9));
        assertThat(held.release(PATIENCE)).isZero();
        clock.advance(PATIENCE.plusSeconds(1));

        assertThat(held.release(PATIENCE)).isEqualTo(2);
        assertThat(queries.batchSize("run", CHANNEL)).isEqualTo(9);
        send(CHANNEL);

        assertThat(count(CHANNEL, "superseded")).isEqualTo(8);
        assertThat(count(CHANNEL, "sent")).isOne();
    }

    @Example
    void what_is_planned_after_the_last_of_its_batch_was_sent_comes_to_an_end_too() {
        List<EventEnvelope> events = batch("run", 12, 1, 12);
        plan(events.subList(6, 12));
        send(CHANNEL);
        plan(events.subList(0, 6));
        clock.advance(PATIENCE.plusSeconds(1));

        held.release(PATIENCE);

        assertThat(count(CHANNEL, "superseded")).isEqualTo(11);
    }

    private void step(Random random) {
        List<String> targets = List.copyOf(queries.backlog().keySet());
        String target = targets.isEmpty() ? CHANNEL : targets.get(random.nextInt(targets.size()));
        switch (random.nextInt(9)) {
            case 0 -> {
                int size = 11 + random.nextInt(3);
                List<EventEnvelope> events = batch("run-" + planned.size(), size, 1, size - random.nextInt(2));
                if (random.nextInt(3) == 0) {
                    Collections.shuffle(events, random);
                }
                plan(events);
            }
            case 1 -> plan(batch("small-" + planned.size(), 2, 1, 2));
            case 2 -> send(target);
            case 3 ->
                first(target).ifPresent(delivery -> {
                    outbox.markSending(List.of(delivery), "n", "7");
                    outbox.back(
                            List.of(delivery), "permission", "refused", random.nextBoolean(), Tried.WITHOUT_REQUEST);
                });
            case 4 ->
                first(target).ifPresent(delivery -> {
                    outbox.markSending(List.of(delivery), "n", "7");
                    outbox.unclear(List.of(delivery), "no answer", Tried.WITHOUT_REQUEST);
                });
            case 5 -> first(target).ifPresent(delivery -> outbox.failed(delivery, "refused", Tried.WITHOUT_REQUEST));
            case 6 -> outbox.skipAll(target, "no channel");
            case 7 -> {
                if (!planned.isEmpty()) {
                    EventEnvelope again = planned.get(random.nextInt(planned.size()));
                    deliveryPlanner.handle(
                            List.of(new ReceivedEvent(again, random.nextBoolean() ? "somebody" : null, null, false)));
                }
            }
            default -> {
                clock.advance(Duration.ofMinutes(random.nextInt(8)));
                held.release(PATIENCE);
            }
        }
    }

    private void settle(String target, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> first(target).ifPresent(delivery -> outbox.failed(delivery, "refused", Tried.WITHOUT_REQUEST));
            case 1 -> outbox.skipAll(target, "no channel");
            default -> send(target);
        }
    }

    private void send(String target) {
        first(target).ifPresent(delivery -> {
            assertThat(outbox.markSending(List.of(delivery), "n", "7")).isTrue();
            outbox.sent(List.of(delivery), new SentMessage("1", "7", "https://x"), null, Tried.WITHOUT_REQUEST);
        });
    }

    private java.util.Optional<Delivery> first(String target) {
        return queries.open(target, 1).stream().findFirst();
    }

    private void plan(List<EventEnvelope> events) {
        planned.addAll(events);
        deliveryPlanner.handle(events.stream()
                .map(event -> new ReceivedEvent(event, null, null, false))
                .toList());
    }

    private List<EventEnvelope> batch(String id, int size, int from, int to) {
        List<EventEnvelope> events = new ArrayList<>();
        for (int n = from; n <= to; n++) {
            events.add(EventEnvelope.of(
                            EventIds.next(),
                            Source.SYNC,
                            clock.instant(),
                            new ResourceAdded("Tool " + n, "tools", null, null, List.of()))
                    .withBatch(new Batch(id, n, size)));
        }
        return events;
    }

    private boolean isIdle() {
        return open() == 0;
    }

    private long open() {
        return count("SELECT count(*) FROM delivery WHERE status IN ('pending', 'sending')");
    }

    private long count(String target, String status) {
        return count("SELECT count(*) FROM delivery WHERE target = '" + target + "' AND status = '" + status + "'");
    }

    private long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }
}
