package dev.gatewaysync.console.place;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A notice as plain text, for mail and for receivers that show a text and nothing else. */
final class NoticeText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private NoticeText() {}

    static String of(Notice notice) {
        StringBuilder text = new StringBuilder(line(notice.title())).append('\n');
        for (Notice.Item item : notice.items()) {
            text.append("\n* ").append(line(item.text())).append('\n');
            Instant ended = item.endedAt();
            if (ended == null) {
                text.append("  since ").append(TIME.format(item.since())).append('\n');
                text.append("  What to do: ").append(item.advice()).append('\n');
                if (item.link() != null) {
                    text.append("  ").append(item.link()).append('\n');
                }
            } else {
                text.append("  over since ")
                        .append(TIME.format(ended))
                        .append(", it lasted ")
                        .append(lasted(item.since(), ended))
                        .append('\n');
            }
        }
        if (notice.link() != null) {
            text.append('\n').append(notice.link()).append('\n');
        }
        return text.toString();
    }

    static String lasted(Instant since, Instant ended) {
        Duration time = Duration.between(since, ended);
        if (time.compareTo(Duration.ofMinutes(2)) < 0) {
            return Math.max(1, time.toSeconds()) + " s";
        }
        return time.compareTo(Duration.ofHours(2)) < 0 ? time.toMinutes() + " min" : time.toHours() + " h";
    }

    static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
