package dev.gatewaysync.storage.statistics;

import dev.gatewaysync.storage.ListOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long deliveries to Discord took, what came of them and how many waited, slot by slot of a time. What was accepted more than
 * {@link #BEFORE} before that time is not looked at.
 */
public final class DeliveryTimes {
    public static final Duration BEFORE = Duration.ofDays(1);

    /** Costs depend on how many events were accepted in the time, not on how many there are. */
    private static final String DELIVERIES = " FROM event e JOIN delivery d ON d.event_id = e.id WHERE "
            + ListOrder.PLACE + " >= :from AND d.status NOT IN ('skipped', 'superseded')";

    private final JdbcClient jdbc;

    public DeliveryTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param since the beginning of the first slot
     * @param target null for all
     * @param type of events; null for all
     */
    public record Question(
            Instant since,
            Duration slot,
            int slots,
            @Nullable String target,
            @Nullable String type) {}

    /**
     * @param p50 in milliseconds, from accepting an event to its message being shown; null if none was, as are the others
     * @param waiting at the end of the slot
     */
    public record Slot(
            Instant start,
            long sent,
            long failed,
            @Nullable Long p50,
            @Nullable Long p95,
            @Nullable Long p99,
            long waiting) {}

    private record Shown(
            long count,
            @Nullable Long p50,
            @Nullable Long p95,
            @Nullable Long p99) {
        static final Shown NONE = new Shown(0, null, null, null);
    }

    public List<Slot> slots(Question question) {
        Map<Integer, Shown> shown = shown(question);
        Map<Integer, Long> failed = count(question, "d.at", " AND d.status = 'failed'");
        Map<Integer, Long> begun = count(question, "d.planned_at", "");
        Map<Integer, Long> ended = count(question, "d.at", " AND d.status NOT IN ('pending', 'sending')");
        List<Slot> slots = new ArrayList<>();
        long waiting = begun.getOrDefault(-1, 0L) - ended.getOrDefault(-1, 0L);
        for (int i = 0; i < question.slots(); i++) {
            waiting += begun.getOrDefault(i, 0L) - ended.getOrDefault(i, 0L);
            Shown one = shown.getOrDefault(i, Shown.NONE);
            slots.add(new Slot(
                    question.since().plus(question.slot().multipliedBy(i)),
                    one.count(),
                    failed.getOrDefault(i, 0L),
                    one.p50(),
                    one.p95(),
                    one.p99(),
                    Math.max(0, waiting)));
        }
        return slots;
    }

    private Map<Integer, Shown> shown(Question question) {
        Map<Integer, Shown> shown = new HashMap<>();
        jdbc.sql("""
                        SELECT slot, count(*) AS shown, min(CASE WHEN part >= 0.5 THEN took END) AS p50,
                               min(CASE WHEN part >= 0.95 THEN took END) AS p95, min(CASE WHEN part >= 0.99 THEN took END) AS p99
                        FROM (SELECT slot, took, cume_dist() OVER (PARTITION BY slot ORDER BY took) AS part
                              FROM (SELECT (d.at - :since) / :slot AS slot, d.at - e.received_at AS took""" + DELIVERIES + """
                                     AND d.status = 'sent' AND d.at >= :since""" + only(question) + ") a) b GROUP BY slot")
                .params(parameters(question))
                .query(row -> {
                    shown.put(
                            row.getInt("slot"),
                            new Shown(
                                    row.getLong("shown"), row.getLong("p50"), row.getLong("p95"), row.getLong("p99")));
                });
        return shown;
    }

    /** How many by the slot of a time; -1 is before the first. */
    private Map<Integer, Long> count(Question question, String time, String condition) {
        Map<Integer, Long> counts = new HashMap<>();
        jdbc.sql("SELECT slot, count(*) AS deliveries FROM (SELECT CASE WHEN " + time + " < :since THEN -1 ELSE ("
                        + time + " - :since) / :slot END AS slot" + DELIVERIES + condition + only(question)
                        + ") a GROUP BY slot")
                .params(parameters(question))
                .query(row -> {
                    counts.put(row.getInt("slot"), row.getLong("deliveries"));
                });
        return counts;
    }

    private static String only(Question question) {
        return (question.target() == null ? "" : " AND d.target = :target")
                + (question.type() == null ? "" : " AND e.type = :type");
    }

    private static Map<String, Object> parameters(Question question) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("from", question.since().minus(BEFORE).toEpochMilli());
        parameters.put("since", question.since().toEpochMilli());
        parameters.put("slot", question.slot().toMillis());
        if (question.target() != null) {
            parameters.put("target", question.target());
        }
        if (question.type() != null) {
            parameters.put("type", question.type());
        }
        return parameters;
    }
}
