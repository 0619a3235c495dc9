package dev.gatewaysync.console.status;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the publisher has written down of its targets and of what waits for them. */
@Component
public final class DiscordQueries {
    private final JdbcClient jdbc;

    DiscordQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The largest backlog first. */
    public List<LaneBacklog> lanes() {
        return jdbc.sql("""
                        SELECT target, count(*) AS backlog, min(planned_at) AS oldest FROM delivery
                        WHERE status IN ('pending', 'sending') AND held = 0 GROUP BY target ORDER BY backlog DESC""")
                .query((row, n) -> new LaneBacklog(
                        row.getString("target"), row.getLong("backlog"), Instant.ofEpochMilli(row.getLong("oldest"))))
                .list();
    }

    public List<TargetStatus> targets() {
        return jdbc.sql("SELECT * FROM discord_target ORDER BY name")
                .query((row, n) -> new TargetStatus(
                        row.getString("name"),
                        row.getString("channel"),
                        row.getString("status"),
                        row.getString("reason"),
                        Instant.ofEpochMilli(row.getLong("since"))))
                .list();
    }
}
