package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.storage.history.DeliveryStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The deliveries of large batches that are held: the last of each batch is sent for all of them, and they end with it. */
@Component
public final class HeldDeliveries {
    private static final String DUE = "held = 2 AND status = 'pending' AND not_before <= :now";
    private static final String ALONE = "(batch_id IS NULL OR batch_id NOT LIKE 'digest:%')";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    public HeldDeliveries(JdbcClient jdbc, TransactionTemplate transactions, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Ends the waiting of held deliveries whose batch's last does not come any more: it was lost, refused or never made, for
     * the sync broke off; then the newest of them speaks for the others. Or it had come to its end before they were planned. Of several
     * that speak, as a second message of a collection does, the newest counts: what one that was sent before did not say is not said yet.
     *
     * @param patience since they were planned
     * @return how many are no longer held up
     */
    public int release(Duration patience) {
        record Group(
                String batch,
                String target,
                long newest,
                @Nullable String lastStatus,
                @Nullable String error) {}
        List<Group> groups = jdbc.sql("""
                        SELECT h.batch_id, h.target, h.newest, l.status, l.error FROM
                          (SELECT batch_id, target, max(seq) AS newest FROM delivery
                           WHERE held = 1 AND status = 'pending' GROUP BY batch_id, target
                           HAVING max(planned_at) < :before) h
                          LEFT JOIN delivery l ON l.seq = (SELECT max(seq) FROM delivery
                            WHERE batch_id = h.batch_id AND target = h.target AND held <> 1)""")
                .param("before", clock.millis() - patience.toMillis())
                .query((row, n) -> new Group(
                        row.getString("batch_id"),
                        row.getString("target"),
                        row.getLong("newest"),
                        row.getString("status"),
                        row.getString("error")))
                .list();
        int released = 0;
        for (Group group : groups) {
            if (group.lastStatus() == null) {
                released += jdbc.sql("""
                                UPDATE delivery SET held = CASE WHEN not_before > :now THEN 2 ELSE 0 END
                                WHERE seq = :seq AND status = 'pending'""")
                        .param("seq", group.newest())
                        .param("now", clock.millis())
                        .update();
                continue;
            }
            DeliveryStatus last = DeliveryStatus.ofWireName(group.lastStatus());
            if (last != DeliveryStatus.PENDING && last != DeliveryStatus.SENDING) {
                DeliveryStatus own = last == DeliveryStatus.SENT ? DeliveryStatus.SUPERSEDED : last;
                released += settle(group.batch(), group.target(), own, group.error());
            }
        }
        return released;
    }

    /**
     * Opens what was kept back by the clock until now. Of what is shown in one message the newest speaks for the others; what
     * has come while such a message is on its way waits until that has come to its end, so that it never says anything else
     * when it is sent again.
     *
     * @return how many are open now
     */
    public int releaseDue() {
        return Objects.requireNonNull(transactions.execute(status -> {
            int released = jdbc.sql("UPDATE delivery SET held = 0 WHERE " + DUE + " AND " + ALONE)
                    .param("now", clock.millis())
                    .update();
            List<Collected> groups = jdbc.sql("SELECT batch_id, target, max(seq) AS newest FROM delivery WHERE " + DUE
                            + " AND NOT " + ALONE + " GROUP BY batch_id, target")
                    .param("now", clock.millis())
                    .query((row, n) ->
                            new Collected(row.getString("batch_id"), row.getString("target"), row.getLong("newest")))
                    .list();
            groups.removeIf(this::isOnItsWay);
            for (Collected group : groups) {
                jdbc.sql("""
                                UPDATE delivery SET held = CASE WHEN seq = :newest THEN 0 ELSE 1 END
                                WHERE batch_id = :batch AND target = :target AND held = 2 AND status = 'pending'
                                  AND seq <= :newest""")
                        .param("newest", group.newest())
                        .param("batch", group.batch())
                        .param("target", group.target())
                        .update();
            }
            return released + groups.size();
        }));
    }

    private boolean isOnItsWay(Collected group) {
        return jdbc.sql("""
                        SELECT count(*) FROM delivery WHERE batch_id = :batch AND target = :target
                          AND held = 0 AND status IN ('pending', 'sending')""")
                        .param("batch", group.batch())
                        .param("target", group.target())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private record Collected(String batch, String target, long newest) {}

    /** Ends those of one batch that wait. */
    int settle(String batchId, String target, DeliveryStatus status, @Nullable String error) {
        return jdbc.sql("""
                        UPDATE delivery SET status = :status, error = :error, at = :now
                        WHERE batch_id = :batch AND target = :target AND held = 1 AND status = 'pending'""")
                .param("status", status.wireName())
                .param("error", error)
                .param("now", clock.millis())
                .param("batch", batchId)
                .param("target", target)
                .update();
    }

    /** Ends those of this delivery's batch, since it was sent for all of them; earlier failures too. */
    void supersede(Delivery last) {
        String batch = last.batchId();
        if (batch != null) {
            jdbc.sql("""
                            UPDATE delivery SET status = 'superseded', error = NULL, at = :now
                            WHERE batch_id = :batch AND target = :target AND held = 1
                              AND status IN ('pending', 'failed', 'skipped')""")
                    .param("now", clock.millis())
                    .param("batch", batch)
                    .param("target", last.target())
                    .update();
        }
    }
}
