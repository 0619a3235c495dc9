package dev.gatewaysync.discord.bot.member;

import dev.gatewaysync.discord.bot.member.SyncReplyTable.Reply;
import dev.gatewaysync.discord.bot.reply.DeferredReply;
import dev.gatewaysync.discord.bot.session.JdaConnection;
import dev.gatewaysync.discord.leader.LeaderTask;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.SyncRequested;
import dev.gatewaysync.task.Loop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.interactions.InteractionHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Duration BUSY = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofMillis(3_000);
    private static final Duration IDLE = Duration.ofMillis(5_000);

    private final SyncReplyTable replies;
    private final TransactionTemplate transactions;
    private final MemberEvents events;
    private final SyncAnswers answers;
    private final JdaConnection connection;
    private final InstantSource clock;
    private final Loop loop = Loop.named("discord-sync-replies").running(this::answerAll);

    public SyncReplies(
            SyncReplyTable replies,
            TransactionTemplate transactions,
            MemberEvents events,
            SyncAnswers answers,
            JdaConnection connection,
            InstantSource clock) {
        this.replies = replies;
        this.transactions = transactions;
        this.events = events;
        this.answers = answers;
        this.connection = connection;
        this.clock = clock;
    }

    /** @param token of the interaction to answer */
    public void request(String kind, String user, String token) {
        // The token is good for answering as the bot, so it stays out of the event, which leaves this system.
        EventEnvelope event = events.envelope(new SyncRequested(kind, user, null));
        transactions.executeWithoutResult(status -> {
            replies.add(event.id(), kind, token);
            events.store(event);
        });
        events.wake();
        loop.wake();
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    /** @return how long until somebody may have to be answered */
    private Duration answerAll() throws InterruptedException {
        try {
            boolean done = true;
            List<Reply> waiting = replies.waiting();
            for (Reply reply : waiting) {
                done &= isAnswered(reply);
            }
            return !done ? RETRY : waiting.isEmpty() ? IDLE : BUSY;
        } catch (RuntimeException e) {
            log.warn("sync_replies.delayed reason={} next=trying again", e.toString());
            return RETRY;
        }
    }

    /** False if it has to be tried again. A reply is forgotten only when it was edited, or never can be. */
    private boolean isAnswered(Reply reply) throws InterruptedException {
        if (!hasAnswer(reply)) {
            return true;
        }
        if (clock.millis() - reply.askedAt() > TOKEN_LASTS.toMillis()) {
            return forget(reply, "its token is no longer valid");
        }
        JDA connected = connection.connected().orElse(null);
        if (connected == null) {
            return false;
        }
        try {
            DeferredReply.editing(InteractionHook.from(connected, reply.token()), answers.of(reply, connected))
                    .submit()
                    .get(EDIT_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            replies.delete(reply.eventId());
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
        replies.delete(reply.eventId());
        return true;
    }

    private boolean hasAnswer(Reply reply) {
        long waited = clock.millis() - reply.askedAt();
        return waited >= FIRST_WORDS_MILLIS && (SyncAnswers.isKnown(reply) || waited > PATIENCE.toMillis());
    }
}
