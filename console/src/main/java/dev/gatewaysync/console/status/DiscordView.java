package dev.gatewaysync.console.status;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the publisher has written down of its targets and of what waits for them. */
@Component
public final class DiscordView {
    private final JdbcClient jdbc;

    DiscordView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The largest backlog first. */
    public List<Lane> lanes() {
        return jdbc.sql("""
                        SELECT target, count(*) AS backlog, min(planned_at) AS oldest FROM delivery
                        WHERE status IN ('pending', 'sending') AND held = 0 GROUP BY target ORDER BY backlog DESC""")
                .query((row, n) -> new Lane(
                        row.getString("target"), row.getLong("backlog"), Instant.ofEpochMilli(row.getLong("oldest"))))
                .list();
    }

    public List<Target> targets() {
        return jdbc.sql("SELECT * FROM discord_target ORDER BY name")
                .query((row, n) -> new Target(
                        row.getString("name"),
                        row.getString("channel"),
                        row.getString("status"),
                        row.getString("reason"),
                        Instant.ofEpochMilli(row.getLong("since"))))
                .list();
    }
}
