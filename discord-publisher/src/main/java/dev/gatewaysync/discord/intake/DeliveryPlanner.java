package dev.gatewaysync.discord.intake;

import dev.gatewaysync.config.route.DeliveryOptions;
import dev.gatewaysync.config.route.Placement;
import dev.gatewaysync.discord.card.MessageRef;
import dev.gatewaysync.discord.channel.Targets;
import dev.gatewaysync.discord.route.TargetResolver;
import dev.gatewaysync.events.Batch;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.messaging.EventHandler;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.messaging.PermanentFailure;
import dev.gatewaysync.messaging.ReceivedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Plans what each event calls for, in the database, so that its message can be acknowledged at once: a channel that is
 * slow holds no message, and its backlog delays no other channel. An event that comes again changes nothing, unless an
 * operator replays it: then what had failed is tried again, at the target that the replay is for.
 */
@Component
public final class DeliveryPlanner implements EventHandler {
    private static final Logger log = LoggerFactory.getLogger(DeliveryPlanner.class);

    private final TargetResolver targetResolver;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final PlannedEvents plannedEvents;
    private final List<PlanAddition> additions;

    public DeliveryPlanner(
            TargetResolver targetResolver,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            InstantSource clock,
            PlannedEvents plannedEvents,
            List<PlanAddition> additions) {
        this.targetResolver = targetResolver;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.plannedEvents = plannedEvents;
        this.additions = List.copyOf(additions);
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        try {
            transactions.executeWithoutResult(status -> events.forEach(this::plan));
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
        jdbc.sql("SELECT 1").query(Integer.class).single();
    }

    private void plan(ReceivedEvent received) {
        EventEnvelope event = received.event();
        List<Placement> placements = targetResolver.placements(event);
        long now = clock.millis();
        int isNew = jdbc.sql("""
                        INSERT INTO delivery_plan (event_id, deliveries, planned_at) VALUES (:id, :deliveries, :now)
                        ON CONFLICT (event_id) DO NOTHING""")
                .param("id", event.id())
                .param("deliveries", placements.size())
                .param("now", now)
                .update();
        if (isNew == 1) {
            placements.forEach(placement -> insert(event, placement, now));
            additions.forEach(addition -> addition.plan(event));
        } else if (received.replayedBy() != null) {
            revive(received, now);
        }
    }

    private void insert(EventEnvelope event, Placement placement, long now) {
        Batch batch = event.batch();
        String target = placement.target();
        // A suggestion's card says what became of that one resource, however many came with it.
        boolean digest = batch != null && batch.isDigest() && !target.equals(Targets.SUGGESTIONS);
        Instant notBefore = placement.notBefore();
        String batchId = placement.isCollected() && notBefore != null
                ? Placement.COLLECTED + notBefore.toEpochMilli()
                : digest && batch != null ? batch.id() : null;
        boolean isHeldByBatch = digest && batch != null && !batch.isLast() && !placement.isCollected();
        jdbc.sql("""
                        INSERT INTO delivery (event_id, target, status, body, batch_id, held, card_ref, options, not_before,
                                              planned_at, at)
                        VALUES (:id, :target, 'pending', :body, :batch, :held, :ref, :options, :notBefore, :now, :now)
                        ON CONFLICT (event_id, target) DO NOTHING""")
                .param("id", event.id())
                .param("target", target)
                .param("body", new String(EventJson.toBytes(event), StandardCharsets.UTF_8))
                .param("batch", batchId)
                .param("ref", MessageRef.of(event.id(), target))
                .param(
                        "held",
                        isHeldByBatch ? Placement.HELD_BY_BATCH : notBefore == null ? 0 : Placement.HELD_BY_CLOCK)
                .param(
                        "options",
                        placement.options().equals(DeliveryOptions.USUAL)
                                ? null
                                : EventJson.mapper().writeValueAsString(placement.options()))
                .param("notBefore", notBefore == null ? null : notBefore.toEpochMilli())
                .param("now", now)
                .update();
    }

    /**
     * What was skipped too: its channel may be there by now, and a failed one must not be lost by being skipped. Not what was
     * held: the last of its batch speaks for it again when that is replayed.
     */
    private void revive(ReceivedEvent received, long now) {
        String target = received.target();
        JdbcClient.StatementSpec update = jdbc.sql("""
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
