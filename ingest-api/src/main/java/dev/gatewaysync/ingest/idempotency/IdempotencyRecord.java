package dev.gatewaysync.ingest.idempotency;

/**
 * What Redis keeps for a delivery key.
 *
 * @param done false while its event may not be stored yet
 * @param bodyHash hex SHA-256 of the body as it came
 * @param eventId the event that comes of it
 */
record IdempotencyRecord(boolean done, String bodyHash, String eventId) {
    static IdempotencyRecord parse(String text) {
        String[] parts = text.split("\\|", 3);
        if (parts.length != 3) {
            throw new IllegalStateException(
                    "An idempotency marker of another version: " + text.length() + " characters");
        }
        return new IdempotencyRecord(parts[0].equals("done"), parts[1], parts[2]);
    }

    /** What a delivery with {@code newBodyHash} is to a delivery with this marker. */
    IdempotencyResult against(String newBodyHash) {
        if (!bodyHash.equals(newBodyHash)) {
            return new IdempotencyResult.OtherBody();
        }
        return done ? new IdempotencyResult.Repeat(eventId) : new IdempotencyResult.InFlight();
    }

    @Override
    public String toString() {
        return (done ? "done" : "in-flight") + "|" + bodyHash + "|" + eventId;
    }
}
