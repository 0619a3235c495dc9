package dev.gatewaysync.storage.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the deliveries of an event with all their tries, whether the history has the event or not. */
public final class DeliveryHistory {
    /** As {@code held} says it. */
    private static final int BY_THE_CLOCK = 2;

    private static final String MAIN_APP = "main-app";

    private final JdbcClient jdbc;

    public DeliveryHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those to Discord in the order of their planning, then the one to the main app. */
    public List<UpdateTimeline.Delivery> of(String eventId) {
        return Stream.concat(toDiscord(eventId).stream(), toMainApp(eventId).stream())
                .toList();
    }

    /** The tries at one target, the first first. */
    public List<UpdateTimeline.Attempt> attempts(String eventId, String target) {
        return of(eventId).stream()
                .filter(delivery -> delivery.target().equals(target))
                .flatMap(delivery -> delivery.history().stream())
                .toList();
    }

    private List<UpdateTimeline.Delivery> toDiscord(String eventId) {
        Map<String, List<UpdateTimeline.Attempt>> attempts = attempts(eventId);
        return jdbc.sql("SELECT * FROM delivery WHERE event_id = :id ORDER BY seq")
                .param("id", eventId)
                .query((row, n) -> new UpdateTimeline.Delivery(
                        row.getString("target"),
                        row.getString("status").toLowerCase(Locale.ROOT),
                        row.getInt("attempts"),
                        row.getString("message_id"),
                        row.getString("message_url"),
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("error"),
                        heldUntil(row),
                        attempts.getOrDefault(row.getString("target"), List.of())))
                .list();
    }

    private List<UpdateTimeline.Delivery> toMainApp(String eventId) {
        return jdbc.sql("SELECT * FROM main_app_delivery WHERE event_id = :id")
                .param("id", eventId)
                .query((row, n) -> new UpdateTimeline.Delivery(
                        MAIN_APP,
                        row.getString("status").equals("delivered") ? "sent" : row.getString("status"),
                        row.getInt("attempts"),
                        null,
                        null,
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("error"),
                        null,
                        MainAppTry.read(row.getString("tries"))))
                .list();
    }

    private Map<String, List<UpdateTimeline.Attempt>> attempts(String eventId) {
        Map<String, List<UpdateTimeline.Attempt>> byTarget = new HashMap<>();
        jdbc.sql("SELECT * FROM delivery_attempt WHERE event_id = :id ORDER BY attempt")
                .param("id", eventId)
                .query(row -> {
                    byTarget.computeIfAbsent(row.getString("target"), target -> new ArrayList<>())
                            .add(new UpdateTimeline.Attempt(
                                    row.getInt("attempt"),
                                    Instant.ofEpochMilli(row.getLong("at")),
                                    row.getString("outcome"),
                                    row.getString("error"),
                                    AttemptExchange.read(row.getString("exchange"))));
                });
        return byTarget;
    }

    private static @Nullable Instant heldUntil(ResultSet row) throws SQLException {
        long notBefore = row.getLong("not_before");
        return row.wasNull() || row.getInt("held") != BY_THE_CLOCK || !"pending".equals(row.getString("status"))
                ? null
                : Instant.ofEpochMilli(notBefore);
    }
}
