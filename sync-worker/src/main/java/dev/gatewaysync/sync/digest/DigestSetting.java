package dev.gatewaysync.sync.digest;

import dev.gatewaysync.config.Route;
import dev.gatewaysync.events.Digest;
import dev.gatewaysync.service.settings.Settings;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code DIGEST}: {@code weekly fri 18:00 Europe/Berlin}, {@code daily 09:00 Europe/Berlin}, or {@code off}.
 *
 * @param schedule empty if there is to be none
 */
public record DigestSetting(Optional<Route.Digest> schedule) {
    private static final String RULE =
            "must be off, daily and a time, or weekly, a day and a time, each with the time zone behind it";

    /** Reports an invalid value through {@code settings}. */
    public static DigestSetting of(Settings settings) {
        return new DigestSetting(settings.value(
                "DIGEST", Optional.empty(), RULE, "weekly fri 18:00 Europe/Berlin", DigestSetting::read));
    }

    private static Optional<Route.Digest> read(String text) {
        String[] words = text.strip().split("\\s+");
        String how = words[0].toLowerCase(Locale.ROOT);
        if (how.equals("off") && words.length == 1) {
            return Optional.empty();
        }
        boolean isWeekly = how.equals("weekly");
        if (!isWeekly && !how.equals("daily")) {
            throw new Settings.Refused("begins with none of them");
        }
        if (words.length != (isWeekly ? 4 : 3)) {
            throw new Settings.Refused("has " + (words.length - 1) + " words behind " + how + " and needs "
                    + (isWeekly ? "three: the day, the time and the zone" : "two: the time and the zone"));
        }
        return Optional.of(new Route.Digest(
                isWeekly ? day(words[1]) : null, time(words[words.length - 2]), zone(words[words.length - 1])));
    }

    private static DayOfWeek day(String text) {
        String word = text.toUpperCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().equals(word) || day.name().substring(0, 3).equals(word)) {
                return day;
            }
        }
        throw new Settings.Refused("names no day; write mon, tue, wed, thu, fri, sat or sun");
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.length() == 4 ? "0" + text : text);
        } catch (DateTimeException e) {
            throw new Settings.Refused("has no time of day, such as 18:00");
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new Settings.Refused("names no time zone, such as Europe/Berlin or UTC");
        }
    }

    static Digest.Period period(Route.Digest schedule) {
        return schedule.on() == null ? Digest.Period.DAY : Digest.Period.WEEK;
    }
}
