package dev.gatewaysync.discord.send;

import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * What a failure of Discord's means for the delivery, for its target and for the bot's token. Nobody else decides that:
 *
 * <pre>
 *                                  message, edit   search     statistics  channel created, channels listed
 *                                                             server event
 *   TARGET_DEAD                    TARGET_DEAD     same       same        PAUSED           PAUSED
 *   CREDENTIAL of the bot          DEFERRED        same       same        same             same
 *   CREDENTIAL of the webhook      PAUSED          DEFERRED   RETRY       -                -
 *   PERMISSION, UNAVAILABLE        PAUSED          same       same        same             same
 *   POISON                         FAILED          PAUSED     FAILED      FAILED           PAUSED
 *   EDIT_TARGET_LOST               FAILED, of an   PAUSED     RETRY       PAUSED           PAUSED
 *                                  edit _GONE
 *   SLOW_DOWN, BLOCKED             DEFERRED        same       RETRY       DEFERRED         RETRY
 *   NOT_EXECUTED                   RETRY           same       same        same             same
 *   AMBIGUOUS                      IN_DOUBT        RETRY      RETRY       RETRY            RETRY
 * </pre>
 */
@Component
public final class SendFailurePolicy {
    /** Discord's code. */
    private static final int UNKNOWN_CHANNEL = 10003;

    private final ChannelDirectory directory;
    private final TargetStatusTable targets;
    private final TokenGuard tokenGuard;
    private final DeliveryTimings timings;

    /** What was asked of Discord. */
    public enum Request {
        MESSAGE,
        EDIT,
        /** Whether a message is there. */
        SEARCH,
        /** A pinned message, whose sender looks for it by itself. */
        STATISTICS,
        CREATE_CHANNEL,
        /** An event of the server, which is looked for before it is asked for again. */
        SERVER_EVENT,
        LIST_CHANNELS
    }

    public SendFailurePolicy(
            ChannelDirectory directory, TargetStatusTable targets, TokenGuard tokenGuard, DeliveryTimings timings) {
        this.directory = directory;
        this.targets = targets;
        this.tokenGuard = tokenGuard;
        this.timings = timings;
    }

    /** What it means for the delivery; nothing is changed by asking. */
    SendResult resultOf(Request request, DiscordFailure failure) {
        boolean isMessage = request == Request.MESSAGE || request == Request.EDIT;
        boolean isShown = isMessage || request == Request.STATISTICS;
        boolean isRead = request == Request.SEARCH || request == Request.LIST_CHANNELS;
        return switch (failure.failureClass()) {
            case TARGET_DEAD -> isShown || request == Request.SEARCH ? SendResult.TARGET_DEAD : SendResult.PAUSED;
            case CREDENTIAL -> SendResult.DEFERRED;
            case PERMISSION, UNAVAILABLE -> SendResult.PAUSED;
            case POISON -> isRead ? SendResult.PAUSED : SendResult.FAILED;
            case EDIT_TARGET_LOST ->
                switch (request) {
                    case EDIT -> SendResult.EDIT_TARGET_GONE;
                    case MESSAGE -> SendResult.FAILED;
                    case STATISTICS -> SendResult.RETRY;
                    case SEARCH, CREATE_CHANNEL, SERVER_EVENT, LIST_CHANNELS -> SendResult.PAUSED;
                };
            case SLOW_DOWN, BLOCKED ->
                request == Request.STATISTICS || request == Request.LIST_CHANNELS
                        ? SendResult.RETRY
                        : SendResult.DEFERRED;
            case NOT_EXECUTED -> SendResult.RETRY;
            case AMBIGUOUS -> isMessage ? SendResult.IN_DOUBT : SendResult.RETRY;
        };
    }

    /** What it means for the delivery; the target and the token are treated accordingly from now on. */
    public SendResult apply(Request request, DiscordFailure failure, String target, Destination.Channel channel) {
        return apply(request, failure, target, channel, failure.message());
    }

    /** @param reason in the words of whoever reads why the target is paused */
    public SendResult apply(
            Request request, DiscordFailure failure, String target, Destination.Channel channel, String reason) {
        SendResult result = resultOf(request, failure);
        if (failure.failureClass() == FailureClass.CREDENTIAL) {
            return credentialRefused(request, failure, target, channel);
        }
        if (result == SendResult.TARGET_DEAD) {
            directory.markDead(target, channel, failure.message());
        }
        if (result == SendResult.PAUSED) {
            targets.paused(target, channel, reason);
        }
        if (failure.failureClass() == FailureClass.UNAVAILABLE
                && (request == Request.MESSAGE || request == Request.EDIT)) {
            // The channel may be of another kind by now, or have other tags.
            directory.channelsChanged(channel.guildId());
        }
        return result;
    }

    /** The bot searches and lists, and sends where no webhook does. A webhook's own token concerns its target alone. */
    private SendResult credentialRefused(
            Request request, DiscordFailure failure, String target, Destination.Channel channel) {
        boolean isMessage = request == Request.MESSAGE || request == Request.EDIT;
        boolean isOfWebhook = channel.webhook() != null && request != Request.SEARCH;
        if (isMessage) {
            targets.paused(target, channel, failure.message());
        }
        if (isOfWebhook) {
            return isMessage ? SendResult.PAUSED : SendResult.RETRY;
        }
        tokenGuard.refused(failure.message());
        return SendResult.DEFERRED;
    }

    /** The same where there is no target: for creating and listing channels, which the bot does. */
    public SendResult apply(Request request, DiscordFailure failure) {
        if (failure.failureClass() == FailureClass.CREDENTIAL) {
            tokenGuard.refused(failure.message());
        }
        return resultOf(request, failure);
    }

    /**
     * Not for what a limit defers: lanes never ask for that, because the limiter says when they may go on.
     *
     * @param attempt how often it has failed in a row, from 1
     */
    public Duration retryDelay(SendResult result, int attempt) {
        return switch (result) {
            case DEFERRED -> timings.credentialProbe(attempt);
            case PAUSED, TARGET_DEAD, FAILED, EDIT_TARGET_GONE -> timings.permissionProbe(attempt);
            case SENT, NOT_NEEDED, RETRY, IN_DOUBT, SEND_ALONE ->
                timings.backoff().after(attempt);
        };
    }

    /** Whether the try counts. It does not where neither the message nor its target has anything to do with the failure. */
    static boolean spendsAttempt(DiscordFailure failure) {
        return switch (failure.failureClass()) {
            case CREDENTIAL, SLOW_DOWN, BLOCKED -> false;
            default -> true;
        };
    }

    /** Whether only the post is to blame: it may be locked or deleted while its forum takes new ones. */
    static boolean isOfThePost(DiscordFailure failure) {
        return switch (failure.failureClass()) {
            case TARGET_DEAD -> failure.code() == UNKNOWN_CHANNEL;
            case PERMISSION, UNAVAILABLE, EDIT_TARGET_LOST -> true;
            default -> false;
        };
    }

    /** The bot found the channel gone; a webhook that sends there is refused by itself if that is so. */
    static boolean isLeftToTheWebhook(DiscordFailure failure, Destination.Channel channel) {
        return failure.failureClass() == FailureClass.TARGET_DEAD
                && failure.code() == UNKNOWN_CHANNEL
                && channel.webhook() != null;
    }
}
