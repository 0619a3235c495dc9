package dev.gatewaysync.discord.send;

import dev.gatewaysync.discord.compose.OutgoingMessage;
import dev.gatewaysync.discord.outbox.SentMessage;
import dev.gatewaysync.discord.outbox.Tried;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.search.SearchResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * Looks for a message that may have arrived before it is sent again. What could not be seen may be there: it waits, except as
 * long as its nonce keeps Discord from making a second one. One per lane.
 */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
final class ArrivalCheck {
    private static final Logger log = LoggerFactory.getLogger(ArrivalCheck.class);

    private static final int MOST_IN_DOUBT = 64;

    private final SentMessageSearch search;
    private final SentDeliveries sentDeliveries;
    private final SendFailurePolicy policy;
    private final SendGate gate;
    private final NonceWindow nonceWindow;
    private boolean perhapsThere;
    /** Nonce → looks for it; of several senders in one channel each may have a message in doubt. */
    private final Map<String, Integer> looks = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST_IN_DOUBT;
        }
    };

    ArrivalCheck(
            SentMessageSearch search,
            SentDeliveries sentDeliveries,
            SendFailurePolicy policy,
            SendGate gate,
            NonceWindow nonceWindow) {
        this.search = search;
        this.sentDeliveries = sentDeliveries;
        this.policy = policy;
        this.gate = gate;
        this.nonceWindow = nonceWindow;
    }

    /** It was sent just now, and nobody knows whether it arrived. */
    void inDoubt(OutgoingMessage message) {
        nonceWindow.inDoubt(message);
        looks.put(message.nonce(), 0);
    }

    /** Whether the message that was checked last may be there already: only an answer that shows it settles that. */
    boolean isPerhapsThere() {
        return perhapsThere;
    }

    /** @return null if it has to be sent */
    @Nullable
    SendResult check(OutgoingMessage message, Destination.Channel channel) throws InterruptedException {
        perhapsThere = false;
        if (!search.isPossible()) {
            sentAgain(message, channel, "it may have arrived, and without a bot nobody can look");
            return null;
        }
        if (!gate.maySearch(message.first().target(), channel)) {
            return SendResult.DEFERRED;
        }
        SendResult result = judge(search.find(message, channel), message, channel);
        if (result == null && (channel.webhook() != null || channel.forum() != null) && isToBeLookedForAgain(message)) {
            return SendResult.IN_DOUBT;
        }
        if (result == null) {
            sentAgain(
                    message,
                    channel,
                    perhapsThere
                            ? "it cannot be looked for, but Discord still knows its nonce"
                            : "it was looked for and is not there");
        }
        return result;
    }

    /**
     * Nothing like a nonce guards a webhook's message or a forum's post, and Discord may make it seconds after it has answered that it
     * failed. Whoever does not know when it was asked for begins with a look that counts for nothing.
     */
    private boolean isToBeLookedForAgain(OutgoingMessage message) {
        Integer before = looks.get(message.nonce());
        int now = before == null ? 0 : before + 1;
        if (now >= DeliveryTimings.LOOKS) {
            // It is sent now, and may be in doubt again.
            looks.remove(message.nonce());
            return false;
        }
        looks.put(message.nonce(), now);
        return true;
    }

    private static void sentAgain(OutgoingMessage message, Destination.Channel channel, String reason) {
        log.warn(
                "delivery.sent_again event={} target={} channel={} reason={} next=sending it",
                message.first().event().id(),
                message.first().target(),
                channel.name(),
                reason);
    }

    private @Nullable SendResult judge(SearchResult found, OutgoingMessage message, Destination.Channel channel) {
        return switch (found) {
            case SearchResult.Found there -> {
                looks.remove(message.nonce());
                log.info(
                        "delivery.found event={} target={} next=not sent again",
                        message.first().event().id(),
                        message.first().target());
                String id = there.messageId();
                sentDeliveries.arrived(
                        message, new SentMessage(id, channel.id(), channel.link(id)), channel, Tried.WITHOUT_REQUEST);
                yield SendResult.SENT;
            }
            case SearchResult.Absent absent -> null;
            case SearchResult.Refused refused -> notSeen(message, channel, refused.failure());
        };
    }

    /** What could not be seen may be there, so it is not sent again before somebody has seen that it is not. */
    private @Nullable SendResult notSeen(OutgoingMessage message, Destination.Channel channel, DiscordFailure failure) {
        SendResult result = policy.resultOf(SendFailurePolicy.Request.SEARCH, failure);
        if (result == SendResult.TARGET_DEAD && message.post() != null && SendFailurePolicy.isOfThePost(failure)) {
            sentDeliveries.endedWithoutMessage(message, channel, failure.message(), Tried.WITHOUT_REQUEST);
            return SendResult.SENT;
        }
        if (SendFailurePolicy.isLeftToTheWebhook(failure, channel)) {
            return null;
        }
        if (result == SendResult.PAUSED && nonceWindow.isOpen(message, channel)) {
            perhapsThere = true;
            return null;
        }
        String reason =
                "A message may have arrived and cannot be looked for, so it is not sent again: " + failure.message();
        SendResult applied = policy.apply(
                SendFailurePolicy.Request.SEARCH, failure, message.first().target(), channel, reason);
        if (applied == SendResult.PAUSED) {
            log.error(
                    "delivery.not_seen event={} target={} channel={} reason={} next=looking again, more and more rarely",
                    message.first().event().id(),
                    message.first().target(),
                    channel.name(),
                    reason);
        }
        return applied;
    }
}
