package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.ApiExceptions;
import dev.gatewaysync.ingest.idempotency.Delivery;
import dev.gatewaysync.ingest.idempotency.IdempotencyKey;
import dev.gatewaysync.ingest.outbound.EventPublisher;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Stores the valid items of a batch together. A key names the batch as a whole, and the ids of its events follow from it;
 * an item that brings an id is a delivery of its own besides, the same as if it came alone.
 */
@Component
class BatchIngestService {
    private final IngestService ingestService;
    private final InstantSource clock;

    BatchIngestService(IngestService ingestService, InstantSource clock) {
        this.ingestService = ingestService;
        this.clock = clock;
    }

    /**
     * Gives every valid item its outcome.
     *
     * @throws ApiException of the whole batch; nothing of it is known to be stored
     */
    void accept(List<BatchItem> items, @Nullable IdempotencyKey key, String bodyHash) {
        List<Valid> valid = valid(items, key, bodyHash);
        List<Delivery> whole = key == null ? List.of() : List.of(new Delivery(key, bodyHash));
        String wholeId = whole.isEmpty() ? "" : whole.getFirst().eventId();
        if (ingestService.claim(whole, wholeId).isPresent()) {
            valid.forEach(this::answerAsBefore);
            return;
        }
        Map<String, BatchItem> claimed = new HashMap<>();
        boolean isStored = false;
        try {
            List<Valid> fresh =
                    valid.stream().filter(one -> isFirst(one, claimed)).toList();
            store(fresh);
            isStored = true;
        } finally {
            boolean done = isStored;
            whole.forEach(delivery -> ingestService.settle(delivery, wholeId, done));
            claimed.forEach(
                    (id, item) -> ingestService.settle(new Delivery(IngestService.keyOfId(id), item.hash()), id, done));
        }
    }

    private static List<Valid> valid(List<BatchItem> items, @Nullable IdempotencyKey key, String bodyHash) {
        List<Valid> valid = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            ParsedUpdate update = items.get(i).update();
            if (update != null) {
                String id = key == null
                        ? EventIds.next()
                        : new IdempotencyKey(key.scope(), key.value() + "#" + i).eventId(bodyHash);
                valid.add(new Valid(items.get(i), update, update.id() == null ? id : update.id()));
            }
        }
        return valid;
    }

    private void store(List<Valid> fresh) {
        Instant now = clock.instant();
        List<EventEnvelope> events = fresh.stream()
                .map(one -> one.update().toEnvelope(one.id(), Source.MAIN_APP, now))
                .toList();
        EventPublisher.Stored stored = events.isEmpty() ? EventPublisher.Stored.CONFIRMED : ingestService.store(events);
        fresh.forEach(one -> one.item().accept(Accepted.as(one.id(), stored)));
    }

    /** Whether the item is to be stored; else it has its outcome. */
    private boolean isFirst(Valid one, Map<String, BatchItem> claimed) {
        if (one.update().id() == null) {
            return true;
        }
        BatchItem earlier = claimed.get(one.id());
        if (earlier != null) {
            answerAsRepeat(one, earlier);
            return false;
        }
        try {
            Optional<String> known = ingestService.claim(List.of(IngestService.ofId(one.id(), one.update())), one.id());
            if (known.isPresent()) {
                one.item().accept(Accepted.repeat(known.get()));
                return false;
            }
            claimed.put(one.id(), one.item());
            return true;
        } catch (ApiException apiException) {
            one.item().refuse(apiException);
            return false;
        }
    }

    /** The batch was accepted before: its items were, but for those whose id was another event's. */
    private void answerAsBefore(Valid one) {
        Map<String, BatchItem> claimed = new HashMap<>();
        if (isFirst(one, claimed)) {
            one.item().accept(Accepted.repeat(one.id()));
        }
        claimed.forEach(
                (id, item) -> ingestService.settle(new Delivery(IngestService.keyOfId(id), item.hash()), id, true));
    }

    private static void answerAsRepeat(Valid one, BatchItem earlier) {
        if (earlier.hash().equals(one.item().hash())) {
            one.item().accept(Accepted.repeat(one.id()));
        } else {
            one.item().refuse(ApiExceptions.idReused());
        }
    }

    /** @param id of its event */
    private record Valid(BatchItem item, ParsedUpdate update, String id) {}
}
