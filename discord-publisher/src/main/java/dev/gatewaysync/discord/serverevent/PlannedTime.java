package dev.gatewaysync.discord.serverevent;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a maintenance begins and ends, in the main app's words. */
final class PlannedTime {
    /** Where nobody says how long it takes: Discord wants an end. */
    static final Duration USUAL = Duration.ofHours(1);

    private static final Duration LONGEST = Duration.ofDays(30);

    /** Such as 2 hours, 1h 30m, 1.5 hours, 90 Minuten; of {@code 1-2 hours} the longer one. */
    private static final Pattern PART = Pattern.compile(
            "(\\d{1,5}(?:[.,]\\d{1,2})?)\\s*(d|days?|tage?n?|h|hrs?|hours?|std|stunden?|m|mins?|minutes?|minuten?)(?![\\p{L}])",
            Pattern.CASE_INSENSITIVE);

    private PlannedTime() {}

    /** To the second, as Discord keeps it. */
    static Optional<Instant> read(@Nullable String time) {
        try {
            return time == null
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(time).toInstant().truncatedTo(ChronoUnit.SECONDS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** @param words as people write how long something takes; empty if they cannot be understood */
    static Optional<Duration> duration(@Nullable String words) {
        Matcher part = PART.matcher(words == null ? "" : words);
        double minutes = 0;
        while (part.find()) {
            double number = Double.parseDouble(part.group(1).replace(',', '.'));
            minutes += number
                    * switch (part.group(2).toLowerCase(Locale.ROOT).charAt(0)) {
                        case 'd', 't' -> 24 * 60;
                        case 'h', 's' -> 60;
                        default -> 1;
                    };
        }
        Duration found = Duration.ofSeconds(Math.round(minutes * 60));
        return found.isPositive() && found.compareTo(LONGEST) <= 0 ? Optional.of(found) : Optional.empty();
    }

    /**
     * The end that was given, else as long as was said after the beginning.
     *
     * @param otherwise how long where nothing is said
     */
    static Instant end(Instant start, @Nullable String endTime, @Nullable String expectedDuration, Duration otherwise) {
        return read(endTime)
                .filter(end -> end.isAfter(start))
                .orElseGet(() -> start.plus(duration(expectedDuration).orElse(otherwise)));
    }
}
