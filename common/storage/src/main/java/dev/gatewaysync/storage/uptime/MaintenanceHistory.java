package dev.gatewaysync.storage.uptime;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.ListOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * The maintenances that {@code maintenance} events speak of. An event belongs to the one that its data's {@code id} names, else to
 * the newest that is not over, as with the cards in Discord. One that was begun is believed to end as
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
        List<Word> words = jdbc.sql(
                        "SELECT id, details, occurred_at, received_at FROM event WHERE type = 'maintenance' ORDER BY "
                                + ListOrder.NEWEST_FIRST + " LIMIT " + WORDS)
                .query((row, n) -> new Word(
                        row.getString("id"),
                        Instant.ofEpochMilli(Math.min(row.getLong("occurred_at"), row.getLong("received_at"))),
                        EventJson.mapper().readTree(row.getString("details"))))
                .list();
        Instant now = clock.instant();
        return periods(words).stream()
                .map(open -> open.asOf(now))
                .filter(period -> period.state() != MaintenancePeriod.State.OVER
                        || !period.changedAt().isBefore(since))
                .sorted(Comparator.comparing(MaintenancePeriod::changedAt).reversed())
                .limit(most)
                .toList();
    }

    private static List<Open> periods(List<Word> newestFirst) {
        Map<String, Open> byKey = new LinkedHashMap<>();
        for (Word word : newestFirst.reversed().stream()
                .sorted(Comparator.comparing(Word::at))
                .toList()) {
            String named = word.text("id");
            Optional<Open> known = named == null
                    ? byKey.values().stream().filter(open -> open.takes(word)).reduce((first, second) -> second)
                    : Optional.ofNullable(byKey.get(named)).filter(Open::isOpen);
            if (known.isPresent()) {
                known.get().words.add(word);
            } else {
                byKey.put(byKey.containsKey(word.key()) ? word.id() : word.key(), new Open(word));
            }
        }
        return List.copyOf(byKey.values());
    }

    private static final class Open {
        private final List<Word> words = new ArrayList<>();

        Open(Word first) {
            words.add(first);
        }

        boolean isOpen() {
            return !words.getLast().isLast();
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
