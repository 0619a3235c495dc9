package dev.gatewaysync.events;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the times that senders give: ISO-8601 with an offset, as the writers of many languages spell it ({@code +0000},
 * {@code +00}, a space for the {@code T}, without seconds, with a comma), or a number of seconds or milliseconds since
 * 1970. A time without an offset is none: nothing says whose clock it is.
 */
public final class Times {
    /** For people, what is taken. */
    public static final String RULE = "must be an ISO-8601 date and time with an offset, such as 2025-09-06T12:00:00Z";

    private static final int MAX_YEAR = 9999;

    private static final Pattern ISO =
            Pattern.compile("(?<date>\\d{4}-?\\d{2}-?\\d{2})[Tt ](?<hour>\\d{2}):?(?<minute>\\d{2})"
                    + "(?::?(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9})\\d{0,30})?)?"
                    + " ?(?:(?<utc>[Zz]|UTC|GMT|utc|gmt)|(?<offset>[+-]\\d{2})(?::?(?<offsetMinute>\\d{2}))?)"
                    // Java and Temporal write the zone's name behind it (RFC 9557).
                    + "(?:\\[[^\\[\\]]{1,40}\\]){0,2}");

    /** Every JSON Schema validator takes a {@code date-time} of this form (RFC 3339, section 5.6). */
    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:Z|[+-]\\d{2}:\\d{2})");

    private static final Pattern EPOCH = Pattern.compile("\\d{9,15}(?:\\.\\d{1,9})?");

    /** 2000-01-01: a smaller number is something else, such as 20250906. */
    private static final BigDecimal FIRST_SECOND = BigDecimal.valueOf(946_684_800L);

    /** As seconds it would be the year 5138; as milliseconds it is 1973. */
    private static final BigDecimal FIRST_MILLISECOND = BigDecimal.valueOf(100_000_000_000L);

    private static final BigDecimal LAST_MILLISECOND =
            BigDecimal.valueOf(Instant.parse("9999-12-31T23:59:59Z").toEpochMilli());

    private Times() {}

    /** ISO-8601 with an offset, in the years 1 to 9999, or digits since 1970; empty if it is anything else. */
    public static Optional<Instant> parse(String text) {
        return read(text.strip()).map(OffsetDateTime::toInstant);
    }

    /** The time that a text or a number is. */
    public static Optional<Instant> parse(@Nullable JsonNode node) {
        return isPossible(node) ? JsonScalars.text(node).flatMap(Times::parse) : Optional.empty();
    }

    /** The time in RFC 3339, in the offset that the sender gave; what is in it already stays as it is written. */
    static Optional<String> rfc3339(@Nullable JsonNode node) {
        if (!isPossible(node)) {
            return Optional.empty();
        }
        return JsonScalars.text(node)
                .map(String::strip)
                .flatMap(text -> read(text)
                        .map(time -> RFC_3339.matcher(text).matches()
                                ? text
                                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)));
    }

    private static boolean isPossible(@Nullable JsonNode node) {
        return node != null && (node.isString() || node.isNumber());
    }

    private static Optional<OffsetDateTime> read(String text) {
        if (EPOCH.matcher(text).matches()) {
            return sinceEpoch(new BigDecimal(text));
        }
        try {
            Matcher iso = ISO.matcher(text);
            OffsetDateTime time = iso.matches() ? of(iso) : OffsetDateTime.parse(text);
            return time.getYear() < 1 || time.getYear() > MAX_YEAR ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static OffsetDateTime of(Matcher iso) {
        String date = iso.group("date").replace("-", "");
        int second = number(iso.group("second"));
        // RFC 3339 has leap seconds, Java's clock has none.
        boolean isLeap = second == 60;
        LocalDateTime time = LocalDateTime.of(
                Integer.parseInt(date.substring(0, 4)),
                Integer.parseInt(date.substring(4, 6)),
                Integer.parseInt(date.substring(6, 8)),
                number(iso.group("hour")),
                number(iso.group("minute")),
                isLeap ? 59 : second,
                nanos(iso.group("fraction")));
        return (isLeap ? time.plusSeconds(1) : time).atOffset(offset(iso));
    }

    private static ZoneOffset offset(Matcher iso) {
        if (iso.group("utc") != null) {
            return ZoneOffset.UTC;
        }
        String hours = iso.group("offset");
        int minutes = number(iso.group("offsetMinute"));
        if (minutes > 59) {
            throw new DateTimeException("An offset of more than 59 minutes");
        }
        int seconds = (Math.abs(Integer.parseInt(hours)) * 60 + minutes) * 60;
        return ZoneOffset.ofTotalSeconds(hours.startsWith("-") ? -seconds : seconds);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    private static Optional<OffsetDateTime> sinceEpoch(BigDecimal number) {
        if (number.compareTo(FIRST_SECOND) < 0 || number.compareTo(LAST_MILLISECOND) > 0) {
            return Optional.empty();
        }
        BigDecimal millis = number.compareTo(FIRST_MILLISECOND) < 0 ? number.movePointRight(3) : number;
        return Optional.of(
                Instant.ofEpochMilli(millis.setScale(0, RoundingMode.DOWN).longValueExact())
                        .atOffset(ZoneOffset.UTC));
    }
}
