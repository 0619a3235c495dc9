package dev.gatewaysync.discord.thread;

import dev.gatewaysync.discord.outbox.MessageThread;
import dev.gatewaysync.discord.outbox.MessageThreadTable;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.MessageThreadRest;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.TokenGuard;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Opens one. A message has one thread at most, so that after an answer that was lost Discord says that it is there. */
@Component
final class MessageThreadAttempt {
    private static final Logger log = LoggerFactory.getLogger(MessageThreadAttempt.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int ALREADY = 160_004;
    private static final int WRONG_CHANNEL = 50024;

    private final MessageThreadTable table;
    private final MessageThreadRest rest;
    private final TokenGuard tokenGuard;
    private final DeliveryTimings timings;

    MessageThreadAttempt(MessageThreadTable table, DiscordRest rest, TokenGuard tokenGuard, DeliveryTimings timings) {
        this.table = table;
        this.rest = new MessageThreadRest(rest);
        this.tokenGuard = tokenGuard;
        this.timings = timings;
    }

    void open(MessageThread thread) throws InterruptedException {
        switch (rest.open(thread.channelId(), thread.messageId(), thread.title())) {
            case RestResult.Done done -> opened(thread);
            case RestResult.Refused refused -> refused(thread, refused.failure());
        }
    }

    private void opened(MessageThread thread) {
        table.settle(thread, null);
        log.info("thread.opened event={} message={}", thread.eventId(), thread.messageId());
    }

    private void refused(MessageThread thread, DiscordFailure failure) {
        if (failure.code() == ALREADY) {
            opened(thread);
            return;
        }
        if (failure.code() == WRONG_CHANNEL) {
            givenUp(thread, failure);
            return;
        }
        switch (failure.failureClass()) {
            case TARGET_DEAD, EDIT_TARGET_LOST, POISON -> givenUp(thread, failure);
            case SLOW_DOWN ->
                table.channelLater(
                        thread,
                        failure.retryAfter().compareTo(AGAIN) > 0 ? failure.retryAfter() : AGAIN,
                        failure.message());
            case PERMISSION, UNAVAILABLE -> {
                if (thread.tries() == 0) {
                    log.warn(
                            "thread.not_opened event={} reason={} next=tried again from time to time. The bot needs Create"
                                    + " Public Threads in the channel",
                            thread.eventId(),
                            failure.message());
                }
                table.channelLater(thread, timings.permissionProbe(thread.tries() + 1), failure.message());
            }
            case CREDENTIAL -> {
                tokenGuard.refused(failure.message());
                table.later(thread, AGAIN, failure.message());
            }
            case BLOCKED, NOT_EXECUTED, AMBIGUOUS ->
                table.later(thread, timings.backoff().after(thread.tries() + 1), failure.message());
        }
    }

    private void givenUp(MessageThread thread, DiscordFailure failure) {
        log.warn(
                "thread.not_opened event={} reason={} next=the message stays without one",
                thread.eventId(),
                failure.message());
        table.settle(thread, failure.message());
    }
}
