package dev.gatewaysync.storage.history;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the tries of deliveries sent and were answered. It holds the event's own texts, and so leaves the database with it. */
public final class ExchangeTexts {
    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;

    public ExchangeTexts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these events; that they were tried, when and with what outcome, stays. */
    public void forget(List<String> eventIds) {
        forget("UPDATE delivery_attempt SET exchange = NULL WHERE exchange IS NOT NULL AND event_id = ?", eventIds);
        forget("UPDATE main_app_delivery SET tries = NULL WHERE tries IS NOT NULL AND event_id = ?", eventIds);
    }

    private void forget(String update, List<String> eventIds) {
        jdbc.batchUpdate(update, eventIds, BATCH, (statement, id) -> statement.setString(1, id));
    }
}
