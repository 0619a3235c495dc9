package dev.gatewaysync.console.status;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.storage.statistics.DeliveryTimes;
import dev.gatewaysync.storage.statistics.DeliveryTimes.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deliveries to Discord over a time, as lines to be drawn: from our own database, without Prometheus. */
@Component
public final class DeliveryCharts {
    private static final int SLOTS = 48;

    /** Of a drawing. */
    private static final int WIDTH = 960;

    private static final int HEIGHT = 160;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final DeliveryTimes times;
    private final InstantSource clock;

    DeliveryCharts(JdbcClient jdbc, InstantSource clock) {
        this.times = new DeliveryTimes(jdbc);
        this.clock = clock;
    }

    /** The times that can be chosen. */
    public enum Period {
        DAY("24h", Duration.ofMinutes(30)),
        WEEK("7d", Duration.ofMinutes(210)),
        MONTH("30d", Duration.ofHours(15)),
        QUARTER("90d", Duration.ofHours(45));

        private final String sign;
        private final Duration slot;

        Period(String sign, Duration slot) {
            this.sign = sign;
            this.slot = slot;
        }

        public String sign() {
            return sign;
        }

        /**
         * The shortest where none is said.
         *
         * @throws ApiException for what is none
         */
        static Period of(@Nullable String sign) {
            if (sign == null) {
                return DAY;
            }
            for (Period period : values()) {
                if (period.sign.equals(sign)) {
                    return period;
                }
            }
            throw ApiException.badRequest("period must be 24h, 7d, 30d or 90d.");
        }
    }

    /**
     * @param name what it is, also its colour's
     * @param points of a polyline for each stretch without a gap
     */
    public record Line(String name, List<String> points) {}

    /** @param most at the top of the drawing, in words */
    public record Chart(String title, String most, List<Line> lines, String summary) {}

    /** @param rows the slots in which anything was, the newest first */
    public record Charts(Period period, String from, String to, List<Chart> charts, List<Row> rows) {}

    public record Row(String start, long sent, long failed, String p50, String p95, String p99, long waiting) {}

    /**
     * @param period {@code 24h}, {@code 7d}, {@code 30d} or {@code 90d}
     * @param target null or blank for all, as is the type
     * @throws ApiException for another period
     */
    public Charts of(@Nullable String period, @Nullable String target, @Nullable String type) {
        Period chosen = Period.of(given(period));
        Instant since = clock.instant().minus(chosen.slot.multipliedBy(SLOTS));
        List<Slot> slots =
                times.slots(new DeliveryTimes.Question(since, chosen.slot, SLOTS, given(target), given(type)));
        return new Charts(
                chosen,
                TIME.format(since),
                TIME.format(clock.instant()),
                List.of(shown(slots), success(slots), waiting(slots)),
                slots.reversed().stream()
                        .filter(slot -> slot.sent() + slot.failed() + slot.waiting() > 0)
                        .map(DeliveryCharts::row)
                        .toList());
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static Chart shown(List<Slot> slots) {
        double most = Math.max(1, greatest(slots, slot -> number(slot.p99())));
        long count = slots.stream().mapToLong(Slot::sent).sum();
        return new Chart(
                "Time from accepted to shown",
                millis(Math.round(most)),
                List.of(
                        line("p50", slots, most, slot -> number(slot.p50())),
                        line("p95", slots, most, slot -> number(slot.p95())),
                        line("p99", slots, most, slot -> number(slot.p99()))),
                count + " deliveries shown; p99 of an interval up to " + millis(Math.round(most)));
    }

    private static Chart success(List<Slot> slots) {
        long sent = slots.stream().mapToLong(Slot::sent).sum();
        long failed = slots.stream().mapToLong(Slot::failed).sum();
        return new Chart(
                "Success rate",
                "100 %",
                List.of(line("success", slots, 1, DeliveryCharts::share)),
                sent + failed == 0 ? "Nothing was delivered" : sent + " succeeded, " + failed + " failed");
    }

    private static Chart waiting(List<Slot> slots) {
        double most = Math.max(1, greatest(slots, slot -> (double) slot.waiting()));
        return new Chart(
                "Waiting at the end of each interval",
                Long.toString(Math.round(most)),
                List.of(line("waiting", slots, most, slot -> (double) slot.waiting())),
                "Up to " + Math.round(most) + ", now " + slots.getLast().waiting());
    }

    private static @Nullable Double share(Slot slot) {
        long all = slot.sent() + slot.failed();
        return all == 0 ? null : slot.sent() / (double) all;
    }

    private static @Nullable Double number(@Nullable Long value) {
        return value == null ? null : value.doubleValue();
    }

    private static double greatest(List<Slot> slots, Function<Slot, @Nullable Double> value) {
        double most = 0;
        for (Slot slot : slots) {
            Double one = value.apply(slot);
            most = one == null ? most : Math.max(most, one);
        }
        return most;
    }

    /** A slot without a value is a gap; one alone between two gaps is a stroke as wide as its slot. */
    private static Line line(String name, List<Slot> slots, double most, Function<Slot, @Nullable Double> value) {
        List<String> stretches = new ArrayList<>();
        StringBuilder points = new StringBuilder();
        double step = WIDTH / (double) SLOTS;
        for (int i = 0; i < slots.size(); i++) {
            Double one = value.apply(slots.get(i));
            if (one == null) {
                end(points, stretches);
                continue;
            }
            double y = HEIGHT - one / most * HEIGHT;
            points.append(String.format(Locale.ENGLISH, "%.1f,%.1f %.1f,%.1f ", i * step, y, (i + 1) * step, y));
        }
        end(points, stretches);
        return new Line(name, stretches);
    }

    private static void end(StringBuilder points, List<String> stretches) {
        if (!points.isEmpty()) {
            stretches.add(points.toString().strip());
            points.setLength(0);
        }
    }

    private static Row row(Slot slot) {
        return new Row(
                TIME.format(slot.start()),
                slot.sent(),
                slot.failed(),
                millis(slot.p50()),
                millis(slot.p95()),
                millis(slot.p99()),
                slot.waiting());
    }

    private static String millis(@Nullable Long millis) {
        if (millis == null) {
            return "–";
        }
        return millis < 1000
                ? millis + " ms"
                : millis < 600_000
                        ? String.format(Locale.ENGLISH, "%.1f s", millis / 1000.0)
                        : millis / 60_000 + " min";
    }
}
