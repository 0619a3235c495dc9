package dev.gatewaysync.console.publicpage;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times, shares and durations as the page writes them; times are UTC. */
final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** RFC 822 with the four digits of the year that RSS 2.0 prefers. */
    private static final DateTimeFormatter FEED_TIME = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Words() {}

    static String time(Instant time) {
        return TIME.format(time);
    }

    /** For machines. */
    static String iso(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String feedTime(Instant time) {
        return FEED_TIME.format(time);
    }

    /** Two figures behind the point, and never rounded up to a hundred. */
    static String percent(double percent) {
        double cut = Math.floor(percent * 100) / 100;
        return cut == 100 ? "100 %" : String.format(Locale.ENGLISH, "%.2f %%", cut);
    }

    static String duration(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes < 1) {
            return "less than a minute";
        }
        if (minutes < 60) {
            return plural(minutes, "minute");
        }
        if (minutes < 48 * 60) {
            return plural(minutes / 60, "hour") + (minutes % 60 == 0 ? "" : " " + plural(minutes % 60, "minute"));
        }
        long hours = minutes / 60;
        return plural(hours / 24, "day") + (hours % 24 == 0 ? "" : " " + plural(hours % 24, "hour"));
    }

    static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number).replace(',', '\u202f');
    }

    /**
     * On one line and no longer than {@code length}, whatever somebody sent.
     *
     * @param length in characters, 2 or more
     */
    static String cut(String text, int length) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.length() <= length) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(length - 2)) ? length - 2 : length - 1;
        return line.substring(0, end).strip() + "…";
    }

    private static String plural(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
