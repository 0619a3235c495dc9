package dev.gatewaysync.console.publicpage;

import dev.gatewaysync.console.publicpage.PageView.Bar;
import dev.gatewaysync.console.publicpage.PageView.Item;
import dev.gatewaysync.console.publicpage.PageView.Moment;
import dev.gatewaysync.console.publicpage.PageView.Share;
import dev.gatewaysync.storage.uptime.UptimeQueries;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a reading into words and bars. */
final class PageViews {
    /** From here on a day is shown as good, or as fair; in percent. */
    private static final double GOOD = 99.9;

    private static final double FAIR = 95;

    private static final int BAR_HEIGHT = 40;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private final String app;

    PageViews(String app) {
        this.app = Words.cut(app, 80);
    }

    /** @param isOld whether it could not be brought up to date */
    PageView of(AppReading reading, boolean isOld) {
        List<Item> items = Stream.concat(
                        reading.incidents().stream().map(PageItems::incident),
                        reading.maintenance().stream().map(PageItems::maintenance))
                .sorted(Comparator.comparing(Item::at).reversed())
                .toList();
        List<Bar> bars = bars(reading);
        return new PageView(
                app,
                state(reading.status()),
                sentence(reading.status()),
                tone(reading.status()),
                reading.lastCheck() == null ? null : Moment.of(reading.lastCheck()),
                isOld ? Moment.of(reading.at()) : null,
                reading.uptime().entrySet().stream()
                        .map(each -> share(each.getKey(), each.getValue()))
                        .toList(),
                bars,
                summary(bars, reading.uptime().get(Period.QUARTER)),
                items.stream().filter(item -> !item.tone().equals("past")).toList(),
                items.stream().filter(item -> item.tone().equals("past")).toList(),
                catalogue(reading.resources(), reading.categories()));
    }

    static String state(String status) {
        return switch (status) {
            case "online" -> "Up";
            case "degraded" -> "Degraded";
            case "offline" -> "Down";
            case "maintenance" -> "Under maintenance";
            default -> "Not known";
        };
    }

    /** Of a state; also of the badge. */
    static String tone(String status) {
        return switch (status) {
            case "online" -> "good";
            case "degraded" -> "fair";
            case "offline" -> "bad";
            case "maintenance" -> "busy";
            default -> "none";
        };
    }

    /** Of a share in percent. */
    static String tone(@Nullable Double percent) {
        return percent == null ? "none" : percent >= GOOD ? "good" : percent >= FAIR ? "fair" : "bad";
    }

    private String sentence(String status) {
        return switch (status) {
            case "online" -> app + " answers as it should.";
            case "degraded" -> app + " answers, but not as it should.";
            case "offline" -> app + " cannot be reached.";
            case "maintenance" -> app + " is being worked on.";
            default -> "Nobody has looked at " + app + " lately.";
        };
    }

    private static Share share(Period period, @Nullable Double percent) {
        return new Share(period.words(), percent == null ? null : Words.percent(percent));
    }

    private static List<Bar> bars(AppReading reading) {
        Map<LocalDate, Double> known =
                reading.days().stream().collect(Collectors.toMap(UptimeQueries.Day::date, UptimeQueries.Day::percent));
        LocalDate today = LocalDate.ofInstant(reading.at(), ZoneOffset.UTC);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < AppReader.DAYS; i++) {
            LocalDate date = today.minusDays(AppReader.DAYS - 1L - i);
            Double percent = known.get(date);
            String tone = tone(percent);
            int height = height(tone);
            bars.add(new Bar(
                    i * 10,
                    BAR_HEIGHT - height,
                    height,
                    DATE.format(date),
                    percent == null ? "no data" : Words.percent(percent),
                    tone));
        }
        return bars;
    }

    /** Shorter where it is worse, so that nobody has to tell colours apart. */
    private static int height(String tone) {
        return switch (tone) {
            case "good" -> BAR_HEIGHT;
            case "fair" -> 30;
            case "bad" -> 20;
            default -> 6;
        };
    }

    private static String summary(List<Bar> bars, @Nullable Double percent) {
        Map<String, Long> days = bars.stream().collect(Collectors.groupingBy(Bar::tone, Collectors.counting()));
        return "Uptime of the last " + AppReader.DAYS + " days: "
                + (percent == null ? "no data" : Words.percent(percent))
                + ". Days without trouble: " + count(days, "good") + ", with some: " + count(days, "fair")
                + ", with much: " + count(days, "bad") + ", without data: " + count(days, "none") + ".";
    }

    private static long count(Map<String, Long> days, String tone) {
        return Objects.requireNonNullElse(days.get(tone), 0L);
    }

    private static @Nullable String catalogue(@Nullable Long resources, @Nullable Long categories) {
        if (resources == null) {
            return null;
        }
        return Words.number(resources)
                + (resources == 1 ? " resource" : " resources")
                + (categories == null
                        ? ""
                        : " in " + Words.number(categories) + (categories == 1 ? " category" : " categories"));
    }
}
