package dev.gatewaysync.discord.bot.member;

import dev.gatewaysync.cards.ReplyCards;
import dev.gatewaysync.storage.catalog.CatalogQueries;
import dev.gatewaysync.storage.operator.WorkerQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Members who wait for the result of a sync, and what the worker has written of it. */
@Component
class SyncReplyTable {
    private final JdbcClient jdbc;
    private final WorkerQueries worker;
    private final CatalogQueries catalog;
    private final InstantSource clock;

    SyncReplyTable(JdbcClient jdbc, WorkerQueries worker, CatalogQueries catalog, InstantSource clock) {
        this.jdbc = jdbc;
        this.worker = worker;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * @param token of the interaction to answer
     * @param answer the id of the sync's run, or a word that says why there is none; null while no worker has taken it up
     * @param end null until the run has ended
     */
    record Reply(
            String eventId,
            String kind,
            String token,
            long askedAt,
            @Nullable String answer,
            boolean runExists,
            ReplyCards.@Nullable SyncEnd end) {
        @Override
        public String toString() {
            return "Reply[" + eventId + "]";
        }
    }

    void add(String eventId, String kind, String token) {
        jdbc.sql("INSERT INTO sync_reply (event_id, kind, token, asked_at) VALUES (:id, :kind, :token, :now)")
                .param("id", eventId)
                .param("kind", kind)
                .param("token", token)
                .param("now", clock.millis())
                .update();
    }

    void delete(String eventId) {
        jdbc.sql("DELETE FROM sync_reply WHERE event_id = :id")
                .param("id", eventId)
                .update();
    }

    /** Who asked first comes first. */
    List<Reply> waiting() {
        return jdbc
                .sql("SELECT event_id, kind, token, asked_at FROM sync_reply ORDER BY asked_at")
                .query((row, n) -> new Reply(
                        row.getString("event_id"),
                        row.getString("kind"),
                        row.getString("token"),
                        row.getLong("asked_at"),
                        null,
                        false,
                        null))
                .list()
                .stream()
                .map(this::withAnswer)
                .toList();
    }

    private Reply withAnswer(Reply asked) {
        Optional<WorkerQueries.SyncAnswer> answer = worker.answerTo(asked.eventId());
        if (answer.isEmpty()) {
            return asked;
        }
        WorkerQueries.SyncRun run = answer.get().run();
        return new Reply(
                asked.eventId(),
                asked.kind(),
                asked.token(),
                asked.askedAt(),
                answer.get().runId(),
                run != null,
                run == null ? null : end(run));
    }

    private ReplyCards.@Nullable SyncEnd end(WorkerQueries.SyncRun run) {
        Instant finishedAt = run.finishedAt();
        String outcome = run.outcome();
        return finishedAt == null || outcome == null
                ? null
                : new ReplyCards.SyncEnd(
                        run.kind(),
                        outcome,
                        run.reason(),
                        run.added(),
                        run.updated(),
                        run.removed(),
                        catalog.countResources(),
                        Duration.between(run.startedAt(), finishedAt),
                        run.problems());
    }
}
