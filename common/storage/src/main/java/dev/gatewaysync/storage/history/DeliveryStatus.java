package dev.gatewaysync.storage.history;

import java.util.Locale;

/** What became of one event's delivery to one target so far. */
public enum DeliveryStatus {
    /** Planned, not tried yet or waiting for another try. */
    PENDING,
    /** Handed to Discord; whether it arrived is not known yet. */
    SENDING,
    /** Arrived; its message id is known. */
    SENT,
    /** A later event of the same card was sent instead. */
    SUPERSEDED,
    /** Nothing to send to: the server has no such channel. */
    SKIPPED,
    /** Will not arrive unless an operator replays it. */
    FAILED;

    /** As it stands in the database and in JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DeliveryStatus ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
