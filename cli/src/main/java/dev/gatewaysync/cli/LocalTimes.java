package dev.gatewaysync.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Times for people, in their zone with its offset: 2026-11-29 21:31:05 +01:00. */
final class LocalTimes {
    private static final Pattern INSTANT =
            Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?Z");
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private LocalTimes() {}

    /** The text, with each instant in it as people read it. */
    static String in(String text) {
        return in(text, ZoneId.systemDefault());
    }

    static String in(String text, ZoneId zone) {
        return INSTANT.matcher(text).replaceAll(found -> shown(found.group(), zone));
    }

    private static String shown(String instant, ZoneId zone) {
        try {
            return FORM.format(Instant.parse(instant).atZone(zone));
        } catch (DateTimeException e) {
            return instant;
        }
    }
}
