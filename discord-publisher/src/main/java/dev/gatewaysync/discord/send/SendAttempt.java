package dev.gatewaysync.discord.send;

import dev.gatewaysync.discord.compose.OutgoingMessage;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.DeliveryOutbox;
import dev.gatewaysync.discord.outbox.FailedDeliveries;
import dev.gatewaysync.discord.outbox.SentMessage;
import dev.gatewaysync.discord.outbox.Tried;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.route.Destination;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * Sends one message at most once, as far as can be known: what may have arrived is looked for before it is sent again, and
 * while it cannot be looked for it waits. By a webhook without a bot nothing can ever be looked for; such a message is sent
 * again, and may then stand there twice. One per lane.
 */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public final class SendAttempt {
    private static final Logger log = LoggerFactory.getLogger(SendAttempt.class);

    /** A firewall may take a text for an attack. */
    private static final int BLOCKS_OF_ONE_MESSAGE = 3;

    private final DeliveryOutbox outbox;
    private final TracedSender sender;
    private final SentDeliveries sentDeliveries;
    private final FailedDeliveries failedDeliveries;
    private final SendFailurePolicy policy;
    private final ArrivalCheck arrivals;
    private @Nullable String blockedNonce;
    private int blockedTimes;
    /** What is sent now may be there already: only an answer that shows it settles that. */
    private boolean perhapsThere;

    SendAttempt(
            DeliveryOutbox outbox,
            TracedSender sender,
            SentDeliveries sentDeliveries,
            FailedDeliveries failedDeliveries,
            SendFailurePolicy policy,
            ArrivalCheck arrivals) {
        this.outbox = outbox;
        this.sender = sender;
        this.sentDeliveries = sentDeliveries;
        this.failedDeliveries = failedDeliveries;
        this.policy = policy;
        this.arrivals = arrivals;
    }

    /** @param nextTry what a try that is not the last says of the next */
    public SendResult send(OutgoingMessage message, Destination.Channel assigned, NextTry nextTry)
            throws InterruptedException {
        Destination.Channel channel = message.post() == null ? assigned : assigned.post(message.post());
        perhapsThere = false;
        if (message.first().isSending() && message.messageToEdit() == null) {
            SendResult settled = arrivals.check(message, channel);
            if (settled != null) {
                return settled;
            }
            perhapsThere = arrivals.isPerhapsThere();
        }
        return sendNow(message, channel, nextTry);
    }

    private SendResult sendNow(OutgoingMessage message, Destination.Channel channel, NextTry nextTry)
            throws InterruptedException {
        if (!outbox.markSending(message.deliveries(), message.nonce(), channel.id())) {
            return SendResult.DEFERRED;
        }
        return switch (sender.send(message, channel)) {
            case RestResult.Done done -> {
                String id = done.body().path("id").asString("");
                // Of a post that the bot opened the answer is the thread, which is in no other channel.
                String holder = done.body().path("channel_id").asString(channel.holder(id));
                sentDeliveries.arrived(
                        message,
                        new SentMessage(id, channel.id(), channel.link(holder, id)),
                        channel,
                        Tried.atLast(done.exchange()));
                yield SendResult.SENT;
            }
            case RestResult.Refused refused -> refused(message, channel, refused, nextTry);
        };
    }

    private SendResult refused(
            OutgoingMessage message, Destination.Channel channel, RestResult.Refused refused, NextTry nextTry)
            throws InterruptedException {
        DiscordFailure failure = refused.failure();
        Tried last = Tried.atLast(refused.exchange());
        if (message.post() != null && SendFailurePolicy.isOfThePost(failure)) {
            sentDeliveries.endedWithoutMessage(message, channel, failure.message(), last);
            return SendResult.SENT;
        }
        if (failure.failureClass() == FailureClass.BLOCKED && isBlockedAgain(message)) {
            return failed(message, failure, last);
        }
        SendResult result = policy.apply(
                message.messageToEdit() == null ? SendFailurePolicy.Request.MESSAGE : SendFailurePolicy.Request.EDIT,
                failure,
                message.first().target(),
                channel);
        Tried tried = new Tried(refused.exchange(), nextTry.after(result));
        log(result, message, channel, failure, tried.untilNext());
        return switch (result) {
            case FAILED -> failed(message, failure, last);
            case EDIT_TARGET_GONE -> {
                putBack(message, failure, true, last);
                yield sendNow(message.inNewMessage(), channel, nextTry);
            }
            case IN_DOUBT -> {
                arrivals.inDoubt(message);
                outbox.unclear(message.deliveries(), failure.message(), tried);
                yield result;
            }
            case TARGET_DEAD -> {
                outbox.refusedByTarget(message.deliveries(), failure.message(), last);
                yield result;
            }
            default -> {
                putBack(message, failure, SendFailurePolicy.spendsAttempt(failure), tried);
                yield result;
            }
        };
    }

    /**
     * With the event and its target, so that a reader of the log alone knows whose delivery waits, why, and until when. What
     * concerns the bot's token or the whole address is logged by those who hold everything back for it, the end of a delivery by
     * those who end it.
     */
    private static void log(
            SendResult result,
            OutgoingMessage message,
            Destination.Channel channel,
            DiscordFailure failure,
            @Nullable Duration untilNext) {
        Delivery first = message.first();
        Object[] whose = {
            first.event().id(),
            first.target(),
            channel.name(),
            message.deliveries().size(),
            failure.message(),
            in(failure.failureClass() == FailureClass.SLOW_DOWN ? failure.retryAfter() : untilNext)
        };
        if (result == SendResult.RETRY) {
            log.warn("delivery.delayed event={} target={} channel={} events={} reason={} next=trying again{}", whose);
        } else if (result == SendResult.IN_DOUBT) {
            log.warn(
                    "delivery.in_doubt event={} target={} channel={} events={} reason={} next=looking for it{}", whose);
        } else if (failure.failureClass() == FailureClass.UNAVAILABLE) {
            log.error(
                    "delivery.not_possible event={} target={} channel={} events={} reason={} next=trying again{}, more and"
                            + " more rarely",
                    whose);
        } else if (result == SendResult.PAUSED) {
            // A permission, or the token of a webhook.
            log.warn(
                    "delivery.not_allowed event={} target={} channel={} events={} reason={} next=trying again{}, more and"
                            + " more rarely",
                    whose);
        } else if (failure.failureClass() == FailureClass.SLOW_DOWN) {
            log.info(
                    "delivery.limited event={} target={} channel={} events={} reason={} next=sent{}, or later where"
                            + " another limit says so",
                    whose);
        }
    }

    private static String in(@Nullable Duration wait) {
        return wait == null ? "" : " in " + wait.plusMillis(999).toSeconds() + " s";
    }

    /** Other requests have passed since each of its refusals, so it is what it says that the network does not let pass. */
    private boolean isBlockedAgain(OutgoingMessage message) {
        blockedTimes = message.nonce().equals(blockedNonce) ? blockedTimes + 1 : 1;
        blockedNonce = message.nonce();
        return blockedTimes >= BLOCKS_OF_ONE_MESSAGE;
    }

    private void putBack(OutgoingMessage message, DiscordFailure failure, boolean attemptSpent, Tried tried) {
        if (perhapsThere) {
            outbox.unclear(message.deliveries(), failure.message(), tried);
            return;
        }
        outbox.back(
                message.deliveries(),
                failure.failureClass().name().toLowerCase(Locale.ROOT),
                failure.message(),
                attemptSpent,
                tried);
    }

    private SendResult failed(OutgoingMessage message, DiscordFailure failure, Tried last) {
        if (message.deliveries().size() > 1) {
            putBack(message, failure, true, last);
            return SendResult.SEND_ALONE;
        }
        failedDeliveries.moveToFailed(message.first().tried(), failure.message(), last);
        return SendResult.FAILED;
    }
}
