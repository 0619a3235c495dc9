package dev.gatewaysync.console.failed;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.RowClaims;
import dev.gatewaysync.storage.history.SettledUpdates;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Replays as they stand in the database: they outlive the console that began them. */
@Component
public final class ReplayJobs {
    /** How long a job stays with a console that says nothing more of it. */
    static final Duration CLAIM = Duration.ofSeconds(15);

    private static final String SELECT = """
            SELECT j.*,
              (SELECT count(*) FROM replay_item i WHERE i.job_id = j.id) AS total,
              (SELECT count(*) FROM replay_item i WHERE i.job_id = j.id AND i.outcome = 'sent') AS sent,
              (SELECT count(*) FROM replay_item i WHERE i.job_id = j.id AND i.outcome = 'skipped') AS skipped,
              (SELECT count(*) FROM replay_item i JOIN failed_message f ON f.id = i.message_id
                WHERE i.job_id = j.id AND i.outcome = 'sent' AND f.last_failed_at > i.failed_at) AS failed_again,
              (SELECT count(*) FROM replay_item i JOIN failed_message f ON f.id = i.message_id
                WHERE i.job_id = j.id AND i.outcome = 'sent' AND f.last_failed_at <= i.failed_at
                  AND %s) AS arrived
            FROM replay_job j
            """.formatted(SettledUpdates.HAS_ARRIVED);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final RowClaims rowClaims;

    ReplayJobs(Database database, InstantSource clock) {
        this.jdbc = database.jdbc();
        this.batches = new JdbcTemplate(database.dataSource());
        this.transactions = database.transactions();
        this.clock = clock;
        this.rowClaims =
                new RowClaims(jdbc, clock, CLAIM, new RowClaims.Table("replay_job", "id", "status = 'running'"));
    }

    /** @param rate messages a second */
    String create(List<FailedMessage> failures, int rate, Operator operator, @Nullable String reason) {
        String id = UUID.randomUUID().toString();
        transactions.executeWithoutResult(status -> {
            jdbc.sql("""
                            INSERT INTO replay_job (id, operator, reason, rate, created_at, status, claimed_until)
                            VALUES (:id, :operator, :reason, :rate, :at, 'running', 0)""")
                    .param("id", id)
                    .param("operator", operator.name())
                    .param("reason", reason)
                    .param("rate", rate)
                    .param("at", clock.millis())
                    .update();
            List<Integer> positions =
                    java.util.stream.IntStream.range(0, failures.size()).boxed().toList();
            batches.batchUpdate("""
                    INSERT INTO replay_item (job_id, position, message_id, failed_at, outcome)
                    VALUES (?, ?, ?, ?, 'pending')""", positions, 500, (statement, position) -> {
                FailedMessage failure = failures.get(position);
                statement.setString(1, id);
                statement.setInt(2, position);
                statement.setString(3, failure.id());
                statement.setLong(4, failure.lastFailedAt().toEpochMilli());
            });
        });
        return id;
    }

    public Optional<Replay> find(String id) {
        return jdbc.sql(SELECT + "WHERE j.id = :id")
                .param("id", id)
                .query((row, n) -> replay(row))
                .optional();
    }

    /** The newest first. */
    public List<Replay> recent(int count) {
        return jdbc.sql(SELECT + "ORDER BY j.created_at DESC LIMIT :count")
                .param("count", count)
                .query((row, n) -> replay(row))
                .list();
    }

    /** Stops it after the message in hand; what was sent stays sent. */
    public boolean cancel(String id) {
        return jdbc.sql("""
                                UPDATE replay_job SET status = 'cancelled', note = NULL, finished_at = :at
                                WHERE id = :id AND status = 'running'""").param("at", clock.millis()).param("id", id).update() == 1;
    }

    /** Takes the oldest job that no living console works on. */
    Optional<Replay> take(String holder) {
        List<String> running = jdbc.sql("SELECT id FROM replay_job WHERE status = 'running' ORDER BY created_at")
                .query(String.class)
                .list();
        return running.stream()
                .filter(id -> rowClaims.take(id, holder))
                .findFirst()
                .flatMap(this::find);
    }

    /**
     * Keeps it.
     *
     * @param note why it waits; null if it does not
     * @return whether it still runs and belongs to {@code holder}; if not, the work must stop
     */
    boolean keep(String id, String holder, @Nullable String note) {
        return rowClaims.keep(id, holder, Collections.singletonMap("note", note));
    }

    /** As {@link #keep} answers, without writing. */
    boolean belongs(String id, String holder) {
        return rowClaims.belongs(id, holder);
    }

    /** Gives it to whoever comes next, for a console that stops. */
    void release(String id, String holder) {
        rowClaims.release(id, holder);
    }

    Optional<ReplayItem> next(String id) {
        return jdbc.sql("""
                        SELECT * FROM replay_item WHERE job_id = :id AND outcome = 'pending'
                        ORDER BY position LIMIT 1""")
                .param("id", id)
                .query((row, n) -> new ReplayItem(
                        row.getString("job_id"),
                        row.getInt("position"),
                        row.getString("message_id"),
                        row.getLong("failed_at")))
                .optional();
    }

    void sent(ReplayItem item, Replay job) {
        transactions.executeWithoutResult(status -> {
            settle(item, "sent", null);
            decide(item.messageId(), item.failedAt(), "replayed", job.operator(), job.reason());
        });
    }

    void skipped(ReplayItem item, String why) {
        settle(item, "skipped", why);
    }

    void finish(String id, String holder) {
        jdbc.sql("""
                        UPDATE replay_job SET status = 'done', note = NULL, finished_at = :at
                        WHERE id = :id AND holder = :holder AND status = 'running'""")
                .param("at", clock.millis())
                .param("id", id)
                .param("holder", holder)
                .update();
    }

    void discard(List<FailedMessage> failures, Operator operator, String reason) {
        transactions.executeWithoutResult(status -> failures.forEach(failure ->
                decide(failure.id(), failure.lastFailedAt().toEpochMilli(), "discarded", operator.name(), reason)));
    }

    private void settle(ReplayItem item, String outcome, @Nullable String note) {
        jdbc.sql("""
                        UPDATE replay_item SET outcome = :outcome, note = :note, at = :at
                        WHERE job_id = :job AND position = :position""")
                .param("outcome", outcome)
                .param("note", note)
                .param("at", clock.millis())
                .param("job", item.jobId())
                .param("position", item.position())
                .update();
    }

    private void decide(String messageId, long failedAt, String outcome, String operator, @Nullable String reason) {
        jdbc.sql("""
                        INSERT INTO failed_resolution (message_id, failed_at, outcome, operator, at, reason)
                        VALUES (:id, :failedAt, :outcome, :operator, :at, :reason)
                        ON CONFLICT (message_id, failed_at) DO NOTHING""")
                .param("id", messageId)
                .param("failedAt", failedAt)
                .param("outcome", outcome)
                .param("operator", operator)
                .param("at", clock.millis())
                .param("reason", reason)
                .update();
    }

    private static Replay replay(ResultSet row) throws SQLException {
        long finishedAt = row.getLong("finished_at");
        boolean finished = !row.wasNull();
        return new Replay(
                row.getString("id"),
                row.getString("operator"),
                row.getString("reason"),
                row.getInt("rate"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                finished ? Instant.ofEpochMilli(finishedAt) : null,
                row.getString("status"),
                row.getString("note"),
                row.getInt("total"),
                row.getInt("sent"),
                row.getInt("skipped"),
                row.getInt("failed_again"),
                row.getInt("arrived"));
    }
}
