package dev.gatewaysync.discord.intake;

import dev.gatewaysync.cards.MessageRef;
import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.config.route.DeliveryOptions;
import dev.gatewaysync.config.route.Placement;
import dev.gatewaysync.discord.route.TargetResolver;
import dev.gatewaysync.events.Batch;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.messaging.EventHandler;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.messaging.PermanentFailure;
import dev.gatewaysync.messaging.ReceivedEvent;
import dev.gatewaysync.storage.Database;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Plans what each event calls for, in the database, so that its message can be acknowledged at once: a channel that is
 * slow holds no message, and its backlog delays no other channel. An event that comes again changes nothing, unless an
 * operator replays it: then what had failed is tried again, at the target that the replay is for.
 */
@Component
public final class DeliveryPlanner implements EventHandler {
    private static final Logger log = LoggerFactory.getLogger(DeliveryPlanner.class);

    private static final String PLANS = "INSERT INTO delivery_plan (event_id, deliveries, planned_at) VALUES %s"
            + " ON CONFLICT (event_id) DO NOTHING RETURNING event_id";

    private static final String DELIVERY = """
            INSERT INTO delivery (event_id, target, status, body, batch_id, held, card_ref, options, not_before, planned_at, at)
            VALUES (?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (event_id, target) DO NOTHING""";

    private final TargetResolver targetResolver;
    private final Database database;
    private final JdbcTemplate jdbc;
    private final InstantSource clock;
    private final PlannedEvents plannedEvents;
    private final List<PlanAddition> additions;

    public DeliveryPlanner(
            TargetResolver targetResolver,
            Database database,
            InstantSource clock,
            PlannedEvents plannedEvents,
            List<PlanAddition> additions) {
        this.targetResolver = targetResolver;
        this.database = database;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.clock = clock;
        this.plannedEvents = plannedEvents;
        this.additions = List.copyOf(additions);
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        try {
            database.transactions().executeWithoutResult(status -> plan(events));
        } catch (MalformedEventException e) {
            throw new PermanentFailure("Nothing can be shown of it: " + e.getMessage(), e);
        } catch (DataIntegrityViolationException e) {
            throw new PermanentFailure(
                    "The database refuses it: " + e.getMostSpecificCause().getMessage(), e);
        } catch (DataAccessException | TransactionException e) {
            throw new OutageFailure("The database cannot be used: " + e.getMessage(), e);
        }
        plannedEvents.publish(events.stream().map(ReceivedEvent::event).toList());
    }

    @Override
    public void probe() {
        database.jdbc().sql("SELECT 1").query(Integer.class).single();
    }

    /** One statement for all plans and one for all deliveries: to prepare one costs as much as many rows. */
    private void plan(List<ReceivedEvent> events) {
        long now = clock.millis();
        List<Plan> plans = events.stream()
                .map(received -> new Plan(received, targetResolver.placements(received.event())))
                .toList();
        Set<String> newIds = insertNew(plans, now);
        List<Plan> added = new ArrayList<>();
        List<ReceivedEvent> replayed = new ArrayList<>();
        for (Plan plan : plans) {
            if (newIds.remove(plan.event().id())) {
                added.add(plan);
            } else if (plan.received().replayedBy() != null) {
                replayed.add(plan.received());
            }
        }
        insert(added.stream().flatMap(Plan::deliveries).toList(), now);
        added.forEach(plan -> additions.forEach(addition -> addition.plan(plan.event())));
        replayed.forEach(received -> revive(received, now));
    }

    /** Not by a batch of the driver's, which need not tell what became of each row. */
    private Set<String> insertNew(List<Plan> plans, long now) {
        List<Object> parameters = new ArrayList<>(plans.size() * 3);
        for (Plan plan : plans) {
            parameters.add(plan.event().id());
            parameters.add(plan.placements().size());
            parameters.add(now);
        }
        return new HashSet<>(jdbc.queryForList(
                PLANS.formatted(String.join(", ", Collections.nCopies(plans.size(), "(?, ?, ?)"))),
                String.class,
                parameters.toArray()));
    }

    private void insert(List<Planned> planned, long now) {
        if (planned.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(DELIVERY, planned, planned.size(), (statement, delivery) -> {
            EventEnvelope event = delivery.event();
            Placement placement = delivery.placement();
            statement.setString(1, event.id());
            statement.setString(2, placement.target());
            statement.setString(3, delivery.body());
            statement.setString(4, delivery.batchId());
            statement.setInt(5, delivery.held());
            statement.setString(6, MessageRef.of(event.id(), placement.target()));
            statement.setString(
                    7,
                    placement.options().equals(DeliveryOptions.USUAL)
                            ? null
                            : EventJson.mapper().writeValueAsString(placement.options()));
            Instant notBefore = placement.notBefore();
            if (notBefore == null) {
                statement.setNull(8, Types.BIGINT);
            } else {
                statement.setLong(8, notBefore.toEpochMilli());
            }
            statement.setLong(9, now);
            statement.setLong(10, now);
        });
    }

    private record Plan(ReceivedEvent received, List<Placement> placements) {
        EventEnvelope event() {
            return received.event();
        }

        Stream<Planned> deliveries() {
            if (placements.isEmpty()) {
                return Stream.empty();
            }
            String body = new String(EventJson.toBytes(event()), StandardCharsets.UTF_8);
            return placements.stream().map(placement -> new Planned(event(), body, placement));
        }
    }

    /** A place of an event that has not been planned before. */
    private record Planned(EventEnvelope event, String body, Placement placement) {
        /** A suggestion's card says what became of that one resource, however many came with it. */
        private boolean isOfDigest() {
            Batch batch = event.batch();
            return batch != null && batch.isDigest() && !placement.target().equals(Targets.SUGGESTIONS);
        }

        @Nullable
        String batchId() {
            Instant notBefore = placement.notBefore();
            if (placement.isCollected() && notBefore != null) {
                return Placement.COLLECTED + notBefore.toEpochMilli();
            }
            Batch batch = event.batch();
            return isOfDigest() && batch != null ? batch.id() : null;
        }

        int held() {
            Batch batch = event.batch();
            if (isOfDigest() && batch != null && !batch.isLast() && !placement.isCollected()) {
                return Placement.HELD_BY_BATCH;
            }
            return placement.notBefore() == null ? 0 : Placement.HELD_BY_CLOCK;
        }
    }

    /**
     * What was skipped too: its channel may be there by now, and a failed one must not be lost by being skipped. Not what was
     * held: the last of its batch speaks for it again when that is replayed.
     */
    private void revive(ReceivedEvent received, long now) {
        String target = received.target();
        JdbcClient.StatementSpec update = database.jdbc()
                .sql("""
                        UPDATE delivery SET status = 'pending', error = NULL, nonce = NULL, at = :now
                        WHERE event_id = :id AND held = 0 AND status IN ('failed', 'skipped')""" + (target == null ? "" : " AND target = :target"))
                .param("now", now)
                .param("id", received.event().id());
        int revived = (target == null ? update : update.param("target", target)).update();
        log.info(
                "delivery.revived event={} target={} deliveries={} by={}",
                received.event().id(),
                target == null ? "all" : target,
                revived,
                received.replayedBy());
    }
}
