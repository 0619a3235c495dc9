package dev.gatewaysync.ingest.webhook;

/**
 * @param id of the event; of the first one if this is a repeat
 * @param duplicate whether the delivery was accepted before
 */
record Accepted(String id, boolean duplicate) {
    String outcome() {
        return duplicate ? "duplicate" : "accepted";
    }
}
