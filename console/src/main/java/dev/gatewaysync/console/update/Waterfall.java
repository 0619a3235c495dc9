package dev.gatewaysync.console.update;

import dev.gatewaysync.storage.history.UpdateTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The steps of an update side by side on one line of time, from its acceptance to the last that is known of it, by the times that the
 * services wrote into the database.
 *
 * @param whole how long all of it took so far
 */
public record Waterfall(List<Row> rows, String whole) {
    /** Of the drawing. */
    private static final int WIDTH = 1000;

    /** So that what took no time is there, too. */
    private static final int LEAST = 6;

    /** @param took in words */
    public record Row(String name, String took, List<Bar> bars) {
        /** For who does not see the bars. */
        public String said() {
            return bars.stream().map(Bar::words).collect(Collectors.joining("; "));
        }
    }

    /**
     * @param tone good, bad, busy or idle
     * @param words what it is and how long it took
     */
    public record Bar(int x, int width, String tone, String words) {}

    public static Waterfall of(UpdateTimeline life) {
        Instant start = life.receivedAt();
        Instant end = ends(life).max(Instant::compareTo).orElse(start);
        Scale scale = new Scale(start, Math.max(1, Duration.between(start, end).toMillis()));
        List<Row> rows = new ArrayList<>();
        rows.add(row(scale, "Into the history", start, life.recordedAt(), "good", "waited and was recorded"));
        Instant planned = life.plannedAt();
        if (planned != null) {
            rows.add(row(scale, "Planned for Discord", start, planned, "good", "waited and was planned"));
        }
        life.deliveries().forEach(delivery -> rows.add(delivery(scale, delivery, planned == null ? start : planned)));
        return new Waterfall(rows, words(Duration.between(start, end)));
    }

    private static Stream<Instant> ends(UpdateTimeline life) {
        Instant planned = life.plannedAt();
        Stream<Instant> own = planned == null ? Stream.of(life.recordedAt()) : Stream.of(life.recordedAt(), planned);
        return Stream.concat(
                own,
                life.deliveries().stream()
                        .flatMap(delivery -> Stream.concat(
                                Stream.of(delivery.at()),
                                delivery.history().stream().map(UpdateTimeline.Attempt::at))));
    }

    private static Row row(Scale scale, String name, Instant from, Instant to, String tone, String what) {
        Duration took = between(from, to);
        return new Row(name, words(took), List.of(scale.bar(from, to, tone, what + ": " + words(took))));
    }

    /** A bar up to the end of each try, and one for what has happened since. */
    private static Row delivery(Scale scale, UpdateTimeline.Delivery delivery, Instant planned) {
        List<Bar> bars = new ArrayList<>();
        Instant from = planned;
        for (UpdateTimeline.Attempt attempt : delivery.history()) {
            String tone = attempt.outcome().equals("sent") ? "good" : "bad";
            bars.add(scale.bar(
                    from,
                    attempt.at(),
                    tone,
                    "attempt " + attempt.attempt() + ", " + attempt.outcome() + ": "
                            + words(between(from, attempt.at()))));
            from = attempt.at();
        }
        if (bars.isEmpty() || delivery.at().isAfter(from)) {
            bars.add(scale.bar(
                    from,
                    delivery.at(),
                    tone(delivery.status()),
                    delivery.status() + ": " + words(between(from, delivery.at()))));
        }
        return new Row("To " + delivery.target(), words(between(planned, delivery.at())), bars);
    }

    private static String tone(String status) {
        return switch (status) {
            case "sent" -> "good";
            case "failed" -> "bad";
            case "pending", "sending" -> "busy";
            default -> "idle";
        };
    }

    /** Clocks of two machines may differ. */
    private static Duration between(Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        return time.isNegative() ? Duration.ZERO : time;
    }

    static String words(Duration time) {
        long millis = time.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 120_000) {
            return String.format(Locale.ENGLISH, "%.1f s", millis / 1000.0);
        }
        long minutes = time.toMinutes();
        return minutes < 120 ? minutes + " min" : time.toHours() < 48 ? time.toHours() + " h" : time.toDays() + " days";
    }

    private record Scale(Instant start, long millis) {
        Bar bar(Instant from, Instant to, String tone, String words) {
            int x = Math.min(place(from), WIDTH - LEAST);
            return new Bar(x, Math.max(LEAST, place(to) - x), tone, words);
        }

        private int place(Instant time) {
            long since = Duration.between(start, time).toMillis();
            return Math.clamp(since * WIDTH / millis, 0, WIDTH);
        }
    }
}
