package dev.gatewaysync.storage;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What members have suggested, as discord-publisher keeps it. */
public final class SuggestionQueries {
    private static final String CHANGED = " FROM suggestion WHERE updated_at >= :since AND updated_at < :until";

    private final JdbcClient jdbc;

    public SuggestionQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param name null where only its address was posted
     * @param status {@code open}, {@code approved} or {@code declined}
     */
    public record Suggestion(@Nullable String name, String url, String status) {}

    /** Those that were made or decided in that time, the last one first; {@code most} at most. */
    public List<Suggestion> changed(Instant since, Instant until, int most) {
        return jdbc.sql("SELECT name, url, status" + CHANGED + " ORDER BY updated_at DESC, id DESC LIMIT :most")
                .param("since", since.toEpochMilli())
                .param("until", until.toEpochMilli())
                .param("most", most)
                .query((row, n) -> new Suggestion(
                        row.getString("name"),
                        Objects.requireNonNull(row.getString("url")),
                        Objects.requireNonNull(row.getString("status"))))
                .list();
    }

    public long countChanged(Instant since, Instant until) {
        return jdbc.sql("SELECT count(*)" + CHANGED)
                .param("since", since.toEpochMilli())
                .param("until", until.toEpochMilli())
                .query(Long.class)
                .single();
    }
}
