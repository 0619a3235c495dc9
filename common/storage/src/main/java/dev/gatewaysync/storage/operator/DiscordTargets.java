package dev.gatewaysync.storage.operator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what the publisher has written down of the places that it sends to. */
public final class DiscordTargets {
    private final JdbcClient jdbc;

    public DiscordTargets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A place that it sends to, as the console's API has it, too.
     *
     * @param status active, paused, dead or missing; a dead one waits for an operator to resume it
     * @param since when the status became what it is
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Target(
            String name,
            @Nullable String channel,
            String status,
            @Nullable String reason,
            Instant since) {
        @JsonIgnore
        public boolean isActive() {
            return status.equals("active");
        }

        /** A category that has no channel of its own, which may be meant so: nothing is wrong with it. */
        @JsonIgnore
        public boolean isUnmatchedCategory() {
            return status.equals("missing") && name.startsWith("category:");
        }
    }

    public List<Target> byName() {
        return jdbc.sql("SELECT * FROM discord_target ORDER BY name")
                .query((row, n) -> target(row))
                .list();
    }

    /** Those that get nothing, because Discord refuses it; not those that an operator has stopped. */
    public List<Target> refused() {
        return jdbc.sql("""
                        SELECT * FROM discord_target WHERE status IN ('dead', 'paused') AND stopped_at IS NULL
                        ORDER BY name""").query((row, n) -> target(row)).list();
    }

    /** One that an operator has stopped is paused, whatever Discord says of it. */
    private static Target target(ResultSet row) throws SQLException {
        String name = row.getString("name");
        String channel = row.getString("channel");
        long stoppedAt = row.getLong("stopped_at");
        if (!row.wasNull()) {
            String why = row.getString("stopped_reason");
            return new Target(
                    name,
                    channel,
                    "paused",
                    "Paused by " + row.getString("stopped_by") + (why == null ? "" : ": " + why),
                    Instant.ofEpochMilli(stoppedAt));
        }
        return new Target(
                name,
                channel,
                row.getString("status"),
                row.getString("reason"),
                Instant.ofEpochMilli(row.getLong("since")));
    }
}
