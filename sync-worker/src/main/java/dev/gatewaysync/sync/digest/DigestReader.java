package dev.gatewaysync.sync.digest;

import dev.gatewaysync.events.Digest;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.catalog.SuggestionQueries;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import dev.gatewaysync.storage.uptime.IncidentQueries;
import dev.gatewaysync.storage.uptime.UptimeQueries;
import dev.gatewaysync.sync.statistics.NextMilestone;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What has happened in some time, from the history, the suggestions and the uptime. */
@Component
final class DigestReader {
    private static final int CATEGORIES = 10;
    private static final int EXAMPLES = 3;
    private static final int SUGGESTIONS = 5;
    private static final int INCIDENTS = 1_000;
    /** No digest can show more; the oldest of them are left out. */
    private static final int RESOURCES = 20_000;
    /** How long before its commit an event may have been recorded, at most: PostgreSQL shows none of it until then. */
    static final Duration COMMITTED = Duration.ofHours(1);

    /** What an import brings in now happened long ago. */
    private static final Duration LATE = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final SuggestionQueries suggestions;
    private final IncidentQueries incidents;
    private final UptimeQueries uptime;
    private final StatisticsQueries statistics;

    DigestReader(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.suggestions = new SuggestionQueries(jdbc);
        this.incidents = new IncidentQueries(jdbc);
        this.uptime = new UptimeQueries(jdbc, clock);
        this.statistics = new StatisticsQueries(jdbc, clock);
    }

    /**
     * Empty if there is nothing to tell: numbers alone are no news.
     *
     * @param seen numbers of the events that the last digest counted; what was recorded before {@code from} and is not among them was
     *     committed after it. Null if nobody knows
     */
    Optional<Digest> read(Digest.Period period, Instant from, Instant until, @Nullable Set<Long> seen) {
        List<Digest.Category> categories = categories(from, until, seen);
        long added = categories.stream().mapToLong(Digest.Category::count).sum();
        long suggested = suggestions.countChanged(from, until);
        long begun = incidents.since(from, INCIDENTS).stream()
                .filter(incident -> !incident.startedAt().isBefore(from)
                        && incident.startedAt().isBefore(until))
                .count();
        if (added == 0 && suggested == 0 && begun == 0) {
            return Optional.empty();
        }
        Long resources = statistics.now().resourceCount();
        return Optional.of(new Digest(
                period,
                from.toString(),
                until.toString(),
                added,
                categories.stream().limit(CATEGORIES).toList(),
                categories.size(),
                suggestions.changed(from, until, SUGGESTIONS).stream()
                        .map(one -> new Digest.Suggestion(
                                one.name() == null ? one.url() : one.name(), one.url(), one.status(), one.reactions()))
                        .toList(),
                suggested,
                uptime.percent(period == Digest.Period.DAY ? 1 : 7),
                begun,
                resources,
                resources == null ? null : NextMilestone.after(resources)));
    }

    /** Those with the most first. A resource that was added twice counts once. */
    private List<Digest.Category> categories(Instant from, Instant until, @Nullable Set<Long> counted) {
        Map<String, List<Digest.Example>> byCategory = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        Instant since = counted == null ? from : from.minus(COMMITTED);
        jdbc
                .sql("""
                        SELECT seq, recorded_at, details FROM event WHERE type = 'resource-added' AND recorded_at >= :from
                          AND recorded_at < :until AND received_at >= :early ORDER BY seq DESC LIMIT :most""")
                .param("from", since.toEpochMilli())
                .param("until", until.toEpochMilli())
                .param("early", from.minus(LATE).toEpochMilli())
                .param("most", RESOURCES)
                .query((row, n) -> new Recorded(
                        row.getLong("seq"),
                        Instant.ofEpochMilli(row.getLong("recorded_at")),
                        EventJson.mapper().readTree(row.getString("details"))))
                .list()
                .stream()
                .filter(event -> counted == null || !event.at().isBefore(from) || !counted.contains(event.seq()))
                .map(Recorded::data)
                .forEach(data -> {
                    String category = data.path("category").asString("");
                    Digest.Example resource = resource(data);
                    if (seen.add(category + "\n" + (resource.url() == null ? resource.name() : resource.url()))) {
                        byCategory
                                .computeIfAbsent(category, name -> new ArrayList<>())
                                .add(resource);
                    }
                });
        return byCategory.entrySet().stream()
                .map(one -> new Digest.Category(
                        one.getKey(),
                        one.getValue().size(),
                        one.getValue().stream().limit(EXAMPLES).toList()))
                .sorted(Comparator.comparingLong(Digest.Category::count)
                        .reversed()
                        .thenComparing(Digest.Category::name))
                .toList();
    }

    private record Recorded(long seq, Instant at, JsonNode data) {}

    /** Numbers of the events that a digest at {@code until} sees, as far back as another one could be committed later. */
    List<Long> seen(Instant until) {
        return jdbc.sql("""
                        SELECT seq FROM event WHERE type = 'resource-added' AND recorded_at >= :from
                          AND recorded_at < :until""")
                .param("from", until.minus(COMMITTED).toEpochMilli())
                .param("until", until.toEpochMilli())
                .query(Long.class)
                .list();
    }

    private static Digest.Example resource(JsonNode data) {
        return new Digest.Example(
                data.path("name").asString(""),
                data.hasNonNull("url") ? data.path("url").asString("") : null);
    }
}
