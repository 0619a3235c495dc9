package dev.gatewaysync.events;

/** A sync run found nothing it could trust; the known catalogue stays as it was. */
public record SyncFailed(String kind, String reason) implements GatewayEvent {
    public SyncFailed {
        Required.present(kind, "sync-failed", "kind");
        Required.present(reason, "sync-failed", "reason");
    }
}
