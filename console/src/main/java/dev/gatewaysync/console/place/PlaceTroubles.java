package dev.gatewaysync.console.place;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Places that have not taken what they were told several times in a row. */
@Component
public final class PlaceTroubles {
    private static final int TRIES = 3;

    private final JdbcClient jdbc;
    private final Places places;

    public PlaceTroubles(JdbcClient jdbc, Places places) {
        this.jdbc = jdbc;
        this.places = places;
    }

    /** @param since when it was first told what it has not taken */
    public record Trouble(String key, String name, String error, Instant since) {}

    /** Of the places that are set now. */
    public List<Trouble> now() {
        return places.all().stream().flatMap(place -> of(place).stream()).toList();
    }

    private List<Trouble> of(Place place) {
        record Try(int attempts, Instant madeAt, @Nullable String error) {}
        List<Try> sinceTaken = jdbc.sql("""
                        SELECT attempts, made_at, error FROM alert_notice
                        WHERE place = :place AND status <> 'sent' AND tried_at > coalesce(
                          (SELECT max(sent_at) FROM alert_notice WHERE place = :place AND status = 'sent'), 0)
                        ORDER BY made_at, tried_at""")
                .param("place", place.key())
                .query((row, n) -> new Try(
                        row.getInt("attempts"), Instant.ofEpochMilli(row.getLong("made_at")), row.getString("error")))
                .list();
        if (sinceTaken.stream().mapToInt(Try::attempts).sum() < TRIES) {
            return List.of();
        }
        String error = sinceTaken.reversed().stream()
                .map(Try::error)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("no answer");
        return List.of(new Trouble(
                place.key(), place.name(), error, sinceTaken.getFirst().madeAt()));
    }
}
