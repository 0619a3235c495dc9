package dev.gatewaysync.discord.bot.member;

import dev.gatewaysync.discord.bot.reply.DeferredReply;
import dev.gatewaysync.discord.bot.session.JdaConnection;
import dev.gatewaysync.discord.card.ReplyCards;
import dev.gatewaysync.discord.leader.LeaderTask;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.SyncRequested;
import dev.gatewaysync.service.BackgroundLoop;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.interactions.InteractionHook;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Syncs that members asked for, and the replies that wait for their results. The worker answers in the database, where
 * this looks; so a reply is edited even if this instance is not the one that was asked.
 */
@Component
public final class SyncReplies implements LeaderTask {
    private static final Logger log = LoggerFactory.getLogger(SyncReplies.class);
    /** Discord: an interaction's token is valid for 15 minutes. */
    private static final Duration TOKEN_LASTS = Duration.ofMinutes(15);

    /** So that there is time for the last words. */
    private static final Duration PATIENCE = Duration.ofMinutes(14);

    /** One edit; it is made at most once more than needed, which nobody sees. */
    private static final Duration EDIT_PATIENCE = Duration.ofSeconds(30);

    /** So that the first words are surely there before the result takes their place. */
    private static final long FIRST_WORDS_MILLIS = 1_000;

    private static final long BUSY_MILLIS = 500;
    private static final long RETRY_MILLIS = 3_000;
    private static final long IDLE_MILLIS = 5_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final MemberEvents events;
    private final ReplyCards cards;
    private final JdaConnection connection;
    private final InstantSource clock;
    private final Semaphore wake = new Semaphore(0);
    private final BackgroundLoop loop = new BackgroundLoop("discord-sync-replies", this::step);

    public SyncReplies(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            MemberEvents events,
            ReplyCards cards,
            JdaConnection connection,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
        this.cards = cards;
        this.connection = connection;
        this.clock = clock;
    }

    /** @param token of the interaction to answer */
    public void request(String kind, String user, String token) {
        // The token is good for answering as the bot, so it stays out of the event, which leaves this system.
        EventEnvelope event = events.envelope(new SyncRequested(kind, user, null));
        transactions.executeWithoutResult(status -> {
            jdbc.sql("INSERT INTO sync_reply (event_id, kind, token, asked_at) VALUES (:id, :kind, :token, :now)")
                    .param("id", event.id())
                    .param("kind", kind)
                    .param("token", token)
                    .param("now", clock.millis())
                    .update();
            events.store(event);
        });
        events.wake();
        wake.release();
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
        wake.release();
    }

    private void step() throws InterruptedException {
        if (wake.tryAcquire(answerAll(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    /** How long until somebody may have to be answered, in milliseconds. */
    private long answerAll() throws InterruptedException {
        try {
            boolean done = true;
            List<Reply> waiting = waiting();
            for (Reply reply : waiting) {
                Object answer = answer(reply);
                done &= answer == null || isAnswered(reply, answer);
            }
            return !done ? RETRY_MILLIS : waiting.isEmpty() ? IDLE_MILLIS : BUSY_MILLIS;
        } catch (RuntimeException e) {
            log.warn("sync_replies.delayed reason={} next=trying again", e.toString());
            return RETRY_MILLIS;
        }
    }

    /** False if it has to be tried again. A reply is forgotten only when it was edited, or never can be. */
    private boolean isAnswered(Reply reply, Object answer) throws InterruptedException {
        if (clock.millis() - reply.askedAt() > TOKEN_LASTS.toMillis()) {
            return forget(reply, "its token is no longer valid");
        }
        JDA connected = connection.connected().orElse(null);
        if (connected == null) {
            return false;
        }
        try {
            DeferredReply.editing(InteractionHook.from(connected, reply.token()), answer)
                    .submit()
                    .get(EDIT_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            jdbc.sql("DELETE FROM sync_reply WHERE event_id = :id")
                    .param("id", reply.eventId())
                    .update();
            return true;
        } catch (TimeoutException e) {
            log.warn("sync_reply.delayed event={} reason=no answer in time next=trying again", reply.eventId());
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ErrorResponseException refused && isFinal(refused)) {
                return forget(reply, refused.getMeaning());
            }
            log.warn(
                    "sync_reply.delayed event={} reason={} next=trying again",
                    reply.eventId(),
                    String.valueOf(e.getCause()).replace(reply.token(), "<token>"));
            return false;
        }
    }

    /** The reply was deleted, or its token is not valid; a failure of Discord's passes. */
    private static boolean isFinal(ErrorResponseException refused) {
        int status = refused.getResponse().code;
        return status >= 400 && status < 500 && status != 408 && status != 429;
    }

    private boolean forget(Reply reply, String why) {
        log.warn("sync_reply.not_answered event={} reason={} next=it is given up", reply.eventId(), why);
        jdbc.sql("DELETE FROM sync_reply WHERE event_id = :id")
                .param("id", reply.eventId())
                .update();
        return true;
    }

    private @Nullable Object answer(Reply reply) {
        if (clock.millis() - reply.askedAt() < FIRST_WORDS_MILLIS) {
            return null;
        }
        if (reply.end() != null) {
            return cards.sync(reply.end());
        }
        if (reply.runId() != null && !reply.runExists()) {
            return reply.runId().equals("off")
                    ? "Syncs are off, because `MAIN_APP_URL` is not set."
                    : "The sync was not run: " + reply.runId();
        }
        if (clock.millis() - reply.askedAt() > PATIENCE.toMillis()) {
            return "The " + reply.kind() + " sync is not finished yet. `/gateway-status` will show its result.";
        }
        return null;
    }

    private List<Reply> waiting() {
        return jdbc.sql("""
                        SELECT w.event_id, w.kind AS asked_kind, w.token, w.asked_at, q.run_id, r.id AS run_exists,
                               r.kind, r.outcome, r.reason, r.started_at, r.finished_at, r.added, r.updated, r.removed,
                               r.problems, (SELECT count(*) FROM catalog_resource) AS resources
                        FROM sync_reply w LEFT JOIN sync_request q ON q.event_id = w.event_id
                        LEFT JOIN sync_run r ON r.id = q.run_id ORDER BY w.asked_at""").query((row, n) -> reply(row)).list();
    }

    private static Reply reply(ResultSet row) throws SQLException {
        boolean runExists = row.getString("run_exists") != null;
        row.getLong("finished_at");
        boolean finished = runExists && !row.wasNull();
        return new Reply(
                row.getString("event_id"),
                row.getString("asked_kind"),
                row.getString("token"),
                row.getLong("asked_at"),
                row.getString("run_id"),
                runExists,
                finished ? end(row) : null);
    }

    private static ReplyCards.SyncEnd end(ResultSet row) throws SQLException {
        return new ReplyCards.SyncEnd(
                row.getString("kind"),
                row.getString("outcome"),
                row.getString("reason"),
                row.getLong("added"),
                row.getLong("updated"),
                row.getLong("removed"),
                row.getLong("resources"),
                Duration.ofMillis(row.getLong("finished_at") - row.getLong("started_at")),
                Arrays.asList(EventJson.mapper().readValue(row.getString("problems"), String[].class)));
    }

    private record Reply(
            String eventId,
            String kind,
            String token,
            long askedAt,
            @Nullable String runId,
            boolean runExists,
            ReplyCards.@Nullable SyncEnd end) {
        @Override
        public String toString() {
            return "Reply[" + eventId + "]";
        }
    }
}
