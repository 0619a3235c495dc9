package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.Problem;
import dev.gatewaysync.ingest.answer.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One update of a batch, and what became of it. */
final class BatchItem {
    private final String type;
    private final @Nullable ParsedUpdate update;
    private @Nullable String hash;
    private @Nullable ApiException apiException;
    private @Nullable Accepted accepted;

    private BatchItem(String type, @Nullable ParsedUpdate update, @Nullable ApiException apiException) {
        this.type = type;
        this.update = update;
        this.apiException = apiException;
    }

    static BatchItem read(AcceptedTypes types, JsonNode json) {
        String type = UpdateReader.typeLabel(types, json);
        try {
            return new BatchItem(type, UpdateReader.read(types, json), null);
        } catch (ApiException e) {
            return new BatchItem(type, null, e);
        }
    }

    /** The update if it is valid. */
    @Nullable
    ParsedUpdate update() {
        return update;
    }

    /** {@link ParsedUpdate#contentHash()} of a valid item. */
    String hash() {
        if (update == null) {
            throw new IllegalStateException("An item that is refused says nothing");
        }
        if (hash == null) {
            hash = update.contentHash();
        }
        return hash;
    }

    String type() {
        return type;
    }

    void accept(Accepted as) {
        this.accepted = as;
    }

    void refuse(ApiException why) {
        this.apiException = why;
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

    private ApiException why() {
        if (apiException == null) {
            throw new IllegalStateException("An item was left without an outcome");
        }
        return apiException;
    }

    record Refused(boolean success, int status, String detail, List<Problem> errors) {}
}
