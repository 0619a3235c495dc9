package dev.gatewaysync.storage.catalog;

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
     * @param reactions of members to its message; null if nobody has looked
     */
    public record Suggestion(
            @Nullable String name,
            String url,
            String status,
            @Nullable Long reactions) {}

    /**
     * Those that were made or decided in that time, the one with the most reactions first and of those with as many the last;
     * {@code most} at most.
     */
    public List<Suggestion> changed(Instant since, Instant until, int most) {
        return jdbc.sql("SELECT name, url, status, reactions" + CHANGED
                        + " ORDER BY COALESCE(reactions, 0) DESC, updated_at DESC, id DESC LIMIT :most")
                .param("since", since.toEpochMilli())
                .param("until", until.toEpochMilli())
                .param("most", most)
                .query((row, n) -> new Suggestion(
                        row.getString("name"),
                        Objects.requireNonNull(row.getString("url")),
                        Objects.requireNonNull(row.getString("status")),
                        row.getObject("reactions") == null ? null : row.getLong("reactions")))
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
