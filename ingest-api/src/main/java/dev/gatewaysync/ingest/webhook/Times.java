package dev.gatewaysync.ingest.webhook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads the times that senders give. */
public final class Times {
    private static final int MAX_YEAR = 9999;

    private Times() {}

    /** ISO-8601 with an offset, in the years 1 to 9999; empty if it is anything else. */
    public static Optional<Instant> parse(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return time.getYear() < 1 || time.getYear() > MAX_YEAR ? Optional.empty() : Optional.of(time.toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
