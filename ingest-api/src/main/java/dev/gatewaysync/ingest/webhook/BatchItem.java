package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.Problem;
import dev.gatewaysync.ingest.answer.Refusal;
import dev.gatewaysync.ingest.signature.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One update of a batch, and what became of it. */
final class BatchItem {
    private final String type;
    private final String hash;
    private final @Nullable ParsedUpdate update;
    private @Nullable Refusal refusal;
    private @Nullable Accepted accepted;

    private BatchItem(String type, String hash, @Nullable ParsedUpdate update, @Nullable Refusal refusal) {
        this.type = type;
        this.hash = hash;
        this.update = update;
        this.refusal = refusal;
    }

    static BatchItem read(JsonNode json) {
        String type = UpdateReader.typeLabel(json);
        try {
            ParsedUpdate update = UpdateReader.read(json);
            // Not of the bytes: where an item stands in its batch and how it is indented does not matter.
            String text = update.data().toString() + update.extra() + update.timestamp() + update.type();
            return new BatchItem(type, Hashes.sha256Hex(text.getBytes(StandardCharsets.UTF_8)), update, null);
        } catch (Refusal e) {
            return new BatchItem(type, "", null, e);
        }
    }

    /** The update if it is valid. */
    @Nullable
    ParsedUpdate update() {
        return update;
    }

    /** Of what the item says. */
    String hash() {
        return hash;
    }

    String type() {
        return type;
    }

    void accept(Accepted as) {
        this.accepted = as;
    }

    void refuse(Refusal why) {
        this.refusal = why;
    }

    String outcome() {
        return accepted != null ? accepted.outcome() : why().reason().wireName();
    }

    Object answer() {
        if (accepted != null) {
            return Receipt.of(accepted);
        }
        return new Refused(false, why().reason().status(), why().detail(), why().errors());
    }

    private Refusal why() {
        if (refusal == null) {
            throw new IllegalStateException("An item was left without an outcome");
        }
        return refusal;
    }

    record Refused(boolean success, int status, String detail, List<Problem> errors) {}
}
