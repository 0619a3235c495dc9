package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.answer.Refusal;
import dev.gatewaysync.ingest.answer.Refusals;
import dev.gatewaysync.ingest.idempotency.Claim;
import dev.gatewaysync.ingest.idempotency.DeliveryKey;
import dev.gatewaysync.ingest.idempotency.RedisIdempotency;
import dev.gatewaysync.ingest.outbound.Outbound;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Stores the valid items of a batch together. A key names the batch as a whole, and the ids of its events follow from it;
 * without one, each item that brings an id is a delivery of its own.
 */
@Component
class BatchIntake {
    private static final String ITEM_SCOPE = "batch:id";

    private final Intake intake;
    private final RedisIdempotency idempotency;
    private final InstantSource clock;

    BatchIntake(Intake intake, RedisIdempotency idempotency, InstantSource clock) {
        this.intake = intake;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * Gives every valid item its outcome.
     *
     * @throws Refusal of the whole batch; nothing of it is known to be stored
     */
    void accept(List<BatchItem> items, @Nullable DeliveryKey key, String bodyHash) {
        if (key == null) {
            acceptEach(items);
        } else {
            acceptWhole(items, key, bodyHash);
        }
    }

    private void acceptWhole(List<BatchItem> items, DeliveryKey key, String bodyHash) {
        List<EventEnvelope> events = new ArrayList<>();
        List<BatchItem> valid = new ArrayList<>();
        Instant now = clock.instant();
        for (int i = 0; i < items.size(); i++) {
            ParsedUpdate update = items.get(i).update();
            if (update != null) {
                DeliveryKey itemKey = new DeliveryKey(key.scope(), key.value() + "#" + i);
                String id = Intake.eventId(update, itemKey, bodyHash);
                events.add(update.toEnvelope(id, Source.MAIN_APP, now));
                valid.add(items.get(i));
            }
        }
        if (intake.claim(key, bodyHash, key.eventId(bodyHash)) instanceof Claim.Repeat) {
            for (int i = 0; i < events.size(); i++) {
                valid.get(i).accept(Accepted.repeat(events.get(i).id()));
            }
            return;
        }
        Outbound.Stored stored = intake.storeClaimed(events, key, bodyHash, key.eventId(bodyHash));
        for (int i = 0; i < events.size(); i++) {
            valid.get(i).accept(Accepted.as(events.get(i).id(), stored));
        }
    }

    private void acceptEach(List<BatchItem> items) {
        List<BatchItem> fresh = new ArrayList<>();
        List<EventEnvelope> events = new ArrayList<>();
        Map<String, BatchItem> byId = new HashMap<>();
        Instant now = clock.instant();
        for (BatchItem item : items) {
            ParsedUpdate update = item.update();
            if (update == null) {
                continue;
            }
            String id = update.id() == null ? EventIds.next() : update.id();
            if (update.id() == null || isFirst(item, id, byId)) {
                fresh.add(item);
                events.add(update.toEnvelope(id, Source.MAIN_APP, now));
            }
        }
        boolean done = false;
        try {
            Outbound.Stored stored = events.isEmpty() ? Outbound.Stored.CONFIRMED : intake.store(events);
            done = true;
            for (int i = 0; i < fresh.size(); i++) {
                fresh.get(i).accept(Accepted.as(events.get(i).id(), stored));
            }
        } finally {
            settle(byId, done);
        }
    }

    /** Whether the item is to be stored; else it has its outcome. */
    private boolean isFirst(BatchItem item, String id, Map<String, BatchItem> byId) {
        BatchItem earlier = byId.get(id);
        if (earlier != null) {
            answerAsRepeat(item, id, earlier);
            return false;
        }
        try {
            if (intake.claim(new DeliveryKey(ITEM_SCOPE, id), item.hash(), id) instanceof Claim.Repeat) {
                item.accept(Accepted.repeat(id));
                return false;
            }
            byId.put(id, item);
            return true;
        } catch (Refusal refusal) {
            item.refuse(refusal);
            return false;
        }
    }

    private static void answerAsRepeat(BatchItem item, String id, BatchItem earlier) {
        if (earlier.hash().equals(item.hash())) {
            item.accept(Accepted.repeat(id));
        } else {
            item.refuse(Refusals.keyReused());
        }
    }

    private void settle(Map<String, BatchItem> claimed, boolean done) {
        claimed.forEach((id, item) -> {
            DeliveryKey key = new DeliveryKey(ITEM_SCOPE, id);
            if (done) {
                idempotency.done(key, item.hash(), id);
            } else {
                idempotency.abandon(key, item.hash(), id);
            }
        });
    }
}
