package dev.gatewaysync.storage.statistics;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The types and sources that there are updates of, also those that no {@code gateway.yml} knows any more. */
public final class RecordedNames {
    private final JdbcClient jdbc;

    public RecordedNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<String> types() {
        return distinct("type");
    }

    public List<String> sources() {
        return distinct("source");
    }

    /** From one value to the next along the index, for there are few values among many updates. */
    private List<String> distinct(String column) {
        return jdbc.sql("""
                        WITH RECURSIVE found (value) AS (
                          SELECT min(COLUMN) FROM event
                          UNION ALL
                          SELECT (SELECT min(COLUMN) FROM event WHERE COLUMN > found.value) FROM found WHERE found.value IS NOT NULL)
                        SELECT value FROM found WHERE value IS NOT NULL""".replace("COLUMN", column)).query(String.class).list();
    }
}
