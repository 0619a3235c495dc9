package dev.gatewaysync.storage;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows that one of several instances works on at a time. A claim runs out by itself, so that another instance takes over
 * what a dead one has left. The table has the columns {@code holder} and {@code claimed_until} (milliseconds since the
 * epoch; 0 is nobody's).
 */
public final class RowClaims {
    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Duration length;
    private final Table table;

    /**
     * @param name of the table
     * @param id name of its key's column
     * @param unfinished SQL that is true for rows that somebody has to work on
     */
    public record Table(String name, String id, String unfinished) {}

    /** @param length how long a claim lasts that is not kept */
    public RowClaims(JdbcClient jdbc, InstantSource clock, Duration length, Table table) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.length = length;
        this.table = table;
    }

    /**
     * Takes it if it is free.
     *
     * @param holder tells this instance from the others
     */
    public boolean take(String id, String holder) {
        long now = clock.millis();
        return jdbc.sql("UPDATE " + table.name() + " SET holder = :holder, claimed_until = :until WHERE " + table.id()
                                + " = :id AND " + table.unfinished() + " AND claimed_until < :now")
                        .param("holder", holder)
                        .param("until", now + length.toMillis())
                        .param("id", id)
                        .param("now", now)
                        .update()
                == 1;
    }

    /**
     * Keeps it for another while, and writes how it stands.
     *
     * @param columns further columns to set; the names are the program's own
     * @return whether it still belongs to {@code holder} and is unfinished; if not, the work must stop
     */
    public boolean keep(String id, String holder, Map<String, ? extends @Nullable Object> columns) {
        StringBuilder also = new StringBuilder();
        columns.keySet()
                .forEach(column ->
                        also.append(", ").append(column).append(" = :").append(column));
        Map<String, @Nullable Object> parameters = new HashMap<>(columns);
        parameters.put("until", clock.millis() + length.toMillis());
        parameters.put("id", id);
        parameters.put("holder", holder);
        return jdbc.sql("UPDATE " + table.name() + " SET claimed_until = :until" + also + whoseItIs())
                        .params(parameters)
                        .update()
                == 1;
    }

    /** As {@link #keep} answers, without writing. */
    public boolean belongs(String id, String holder) {
        return jdbc.sql("SELECT 1 FROM " + table.name() + whoseItIs())
                .param("id", id)
                .param("holder", holder)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Gives it to whoever comes next. */
    public void release(String id, String holder) {
        jdbc.sql("UPDATE " + table.name() + " SET claimed_until = 0" + whoseItIs())
                .param("id", id)
                .param("holder", holder)
                .update();
    }

    private String whoseItIs() {
        return " WHERE " + table.id() + " = :id AND holder = :holder AND " + table.unfinished();
    }
}
