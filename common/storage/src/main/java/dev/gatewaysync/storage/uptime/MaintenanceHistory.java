package dev.gatewaysync.storage.uptime;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Maintenance;
import dev.gatewaysync.storage.ListOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * The maintenances that {@code maintenance} events speak of. An event belongs to the one that its data's {@code id} names. Without
 * one it belongs, as with the cards in Discord, to the one that is not over and that it {@linkplain Maintenance.Status#fits fits}
 * best. One that was begun is believed to end as
 * {@link MaintenanceQueries} says.
 */
public final class MaintenanceHistory {
    /** Words looked at, of which each maintenance has a few. */
    private static final int WORDS = 100;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    public MaintenanceHistory(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those spoken of since then or still to come, the one spoken of last first; {@code most} at most. */
    public List<MaintenancePeriod> since(Instant since, int most) {
        return known().stream()
                .filter(period -> period.state() != MaintenancePeriod.State.OVER
                        || !period.changedAt().isBefore(since))
                .sorted(Comparator.comparing(MaintenancePeriod::changedAt).reversed())
                .limit(most)
                .toList();
    }

    List<MaintenancePeriod> known() {
        List<Word> words = jdbc.sql(
                        "SELECT id, details, occurred_at, received_at FROM event WHERE type = 'maintenance' ORDER BY "
                                + ListOrder.NEWEST_FIRST + " LIMIT " + WORDS)
                .query((row, n) -> new Word(
                        row.getString("id"),
                        Instant.ofEpochMilli(Math.min(row.getLong("occurred_at"), row.getLong("received_at"))),
                        EventJson.mapper().readTree(row.getString("details"))))
                .list();
        Instant now = clock.instant();
        return periods(words).stream().map(open -> open.asOf(now)).toList();
    }

    private static List<Open> periods(List<Word> newestFirst) {
        Map<String, Open> byKey = new LinkedHashMap<>();
        for (Word word : newestFirst.reversed().stream()
                .sorted(Comparator.comparing(Word::at))
                .toList()) {
            String named = word.text("id");
            Optional<Open> known = named == null
                    ? meant(byKey.values(), word)
                    : Optional.ofNullable(byKey.get(named)).filter(Open::isOpen);
            if (named != null && word.isLast() && !byKey.containsKey(named)) {
                // Its beginning had no name: else it would run for ever, and nobody be told of a failure.
                known = newest(byKey.values(), open -> open.hasBegun() && !open.isNamed());
            }
            if (known.isPresent()) {
                known.get().words.add(word);
            } else {
                byKey.put(byKey.containsKey(word.key()) ? word.id() : word.key(), new Open(word));
            }
        }
        return List.copyOf(byKey.values());
    }

    private static Optional<Open> meant(Collection<Open> all, Word word) {
        Optional<Maintenance.Status> said = word.known();
        ToIntFunction<Open> fits =
                open -> said.map(status -> status.fits(open.hasBegun(), open.time("startTime"), word.at()))
                        .orElse(-1);
        List<Open> open = all.stream().filter(one -> one.takes(word)).toList();
        return open.stream().mapToInt(fits).filter(fit -> fit >= 0).min().stream()
                .boxed()
                .findFirst()
                .flatMap(best -> newest(open, one -> fits.applyAsInt(one) == best));
    }

    /** The one that was spoken of last. */
    private static Optional<Open> newest(Collection<Open> all, Predicate<Open> wanted) {
        return all.stream()
                .filter(Open::isOpen)
                .filter(wanted)
                .reduce((one, other) ->
                        other.words.getLast().at().isBefore(one.words.getLast().at()) ? one : other);
    }

    private static final class Open {
        private final List<Word> words = new ArrayList<>();

        Open(Word first) {
            words.add(first);
        }

        boolean isOpen() {
            return !words.getLast().isLast();
        }

        boolean hasBegun() {
            return words.getLast().status().equals("started");
        }

        boolean isNamed() {
            return words.stream().anyMatch(word -> word.text("id") != null);
        }

        /** Of one that is believed to be over only its end is still told; all else begins another. */
        boolean takes(Word word) {
            return isOpen() && (word.isLast() || asOf(word.at()).state() != MaintenancePeriod.State.OVER);
        }

        MaintenancePeriod asOf(Instant now) {
            Instant start = time("startTime");
            Instant end = time("endTime");
            return new MaintenancePeriod(
                    words.getFirst().id(),
                    state(now, start, end),
                    Objects.requireNonNullElse(last("message"), ""),
                    last("expectedDuration"),
                    start,
                    end,
                    words.stream()
                            .map(word -> new MaintenancePeriod.Step(word.at(), word.status()))
                            .toList());
        }

        private MaintenancePeriod.State state(Instant now, @Nullable Instant start, @Nullable Instant end) {
            Word last = words.getLast();
            return switch (last.status()) {
                case "completed", "cancelled" -> MaintenancePeriod.State.OVER;
                case "started" -> {
                    // As MaintenanceQueries: by the end that this very word gives.
                    Instant told = last.time("endTime");
                    Instant until = told == null ? last.at().plus(MaintenanceQueries.LONGEST) : told;
                    yield now.isBefore(until) ? MaintenancePeriod.State.RUNNING : MaintenancePeriod.State.OVER;
                }
                default -> {
                    Instant begin = start == null ? last.at() : start;
                    Instant until = end == null ? begin.plus(MaintenanceQueries.LONGEST) : end;
                    yield now.isBefore(until) ? MaintenancePeriod.State.PLANNED : MaintenancePeriod.State.OVER;
                }
            };
        }

        private @Nullable String last(String field) {
            return words.reversed().stream()
                    .map(word -> word.text(field))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }

        private @Nullable Instant time(String field) {
            return words.reversed().stream()
                    .map(word -> word.time(field))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }

    private record Word(String id, Instant at, JsonNode data) {
        String key() {
            return Objects.requireNonNullElse(text("id"), id);
        }

        String status() {
            return data.path("status").asString("");
        }

        Optional<Maintenance.Status> known() {
            return Arrays.stream(Maintenance.Status.values())
                    .filter(each -> each.name().equalsIgnoreCase(status()))
                    .findFirst();
        }

        /** Nothing more is to come. */
        boolean isLast() {
            return status().equals("completed") || status().equals("cancelled");
        }

        @Nullable
        String text(String field) {
            String text = data.path(field).asString("").strip();
            return text.isEmpty() ? null : text;
        }

        @Nullable
        Instant time(String field) {
            try {
                return OffsetDateTime.parse(data.path(field).asString("")).toInstant();
            } catch (DateTimeException e) {
                return null;
            }
        }
    }
}
