package dev.gatewaysync.console.place;

import java.time.Instant;
import java.util.List;
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
        return jdbc.sql("""
                        SELECT error, made_at FROM alert_notice
                        WHERE place = :place AND status IN ('pending', 'sending') AND attempts >= :tries
                        ORDER BY made_at LIMIT 1""")
                .param("place", place.key())
                .param("tries", TRIES)
                .query((row, n) -> {
                    @Nullable String error = row.getString("error");
                    return new Trouble(
                            place.key(),
                            place.name(),
                            error == null ? "no answer" : error,
                            Instant.ofEpochMilli(row.getLong("made_at")));
                })
                .list();
    }
}
