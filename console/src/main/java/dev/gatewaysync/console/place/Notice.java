package dev.gatewaysync.console.place;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What operators are told in one message.
 *
 * @param id the same at every repeat, so that a place that can knows one
 * @param title one line
 * @param link the page of the console where all of it is; null if nobody knows the console's address
 */
public record Notice(
        String id,
        Kind kind,
        Instant at,
        String title,
        List<Item> items,
        @Nullable String link) {
    /** Texts come from outside, too. */
    private static final int LONGEST = 1_000;

    public Notice {
        items = List.copyOf(items);
    }

    /** What the message is about. */
    public enum Kind {
        BEGAN,
        LASTS,
        ENDED,
        TEST;

        String wireName() {
            return "alert." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * @param since when it began
     * @param endedAt null while it lasts
     * @param advice what to do
     * @param link the page where that is done; null if nobody knows the console's address
     */
    public record Item(
            String rule,
            String subject,
            boolean urgent,
            String text,
            Instant since,
            @Nullable Instant endedAt,
            String advice,
            @Nullable String link) {
        public Item {
            text = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        }
    }
}
