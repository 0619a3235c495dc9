package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.route.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one shipment at most once, as far as can be known: what may have arrived is looked for before it is sent again, and
 * while it cannot be looked for it waits. By a webhook without a bot nothing can ever be looked for; such a message is sent
 * again, and may then stand there twice.
 */
final class SendAttempt {
    private static final Logger log = LoggerFactory.getLogger(SendAttempt.class);
    /**
     * Discord's clock and ours may differ by this much, for ours may have stepped; a message older than our sending is none
     * of ours. More would only cost pages to read where others write a lot.
     */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);

    /** Discord: “the past few minutes”. */
    private static final Duration NONCE_WINDOW = Duration.ofMinutes(2);

    /** Discord's code. */
    private static final int UNKNOWN_CHANNEL = 10003;

    /** A firewall may take a text for an attack. */
    private static final int BLOCKS_OF_ONE_MESSAGE = 3;

    private final LaneTools tools;
    private @Nullable String blockedNonce;
    private int blockedTimes;
    private @Nullable String doubted;
    private long doubtedSinceNanos;
    /** What is sent now may be there already: only an answer that shows it settles that. */
    private boolean inDoubt;

    /** What the lane does next. */
    enum Verdict {
        SENT,
        /** Discord did nothing; the same again after a while. */
        AGAIN_SOON,
        IN_DOUBT,
        /** One of several is to blame: each goes alone. */
        SPLIT,
        NOT_ALLOWED,
        /** Told to wait, which the limits do by themselves. */
        HELD_BACK,
        DEAD
    }

    SendAttempt(LaneTools tools) {
        this.tools = tools;
    }

    Verdict send(OutgoingMessage outgoingMessage, Destination.Channel told) throws InterruptedException {
        Destination.Channel to = outgoingMessage.post() == null ? told : told.post(outgoingMessage.post());
        inDoubt = false;
        if (outgoingMessage.first().isSending() && outgoingMessage.messageToEdit() == null) {
            Doubt doubt = resolve(outgoingMessage, to);
            if (doubt.verdict() != null) {
                return doubt.verdict();
            }
        }
        return sendNow(outgoingMessage, to);
    }

    private Verdict sendNow(OutgoingMessage outgoingMessage, Destination.Channel to) throws InterruptedException {
        if (!tools.outbox().markSending(outgoingMessage.deliveries(), outgoingMessage.nonce(), to.id())) {
            return Verdict.HELD_BACK;
        }
        String edited = outgoingMessage.messageToEdit();
        RestResult result = edited == null
                ? tools.courier()
                        .create(to, outgoingMessage.message(), outgoingMessage.nonce(), ForumPost.of(outgoingMessage))
                : tools.courier().edit(to, edited, outgoingMessage.message());
        return switch (result) {
            case RestResult.Done done -> {
                String id = done.body().path("id").asString("");
                // Of a post that the bot opened the answer is the thread, which is in no other channel.
                String holder = done.body().path("channel_id").asString(to.holder(id));
                tools.posted(outgoingMessage, new SentMessage(id, to.id(), to.link(holder, id)), to);
                yield Verdict.SENT;
            }
            case RestResult.Refused refused -> refused(outgoingMessage, to, refused.failure());
        };
    }

    private Verdict refused(OutgoingMessage outgoingMessage, Destination.Channel to, DiscordFailure failure)
            throws InterruptedException {
        String error = failure.message();
        if (outgoingMessage.post() != null && isOfThePost(failure)) {
            return endedWithoutWords(outgoingMessage, to, error);
        }
        return switch (failure.failureClass()) {
            case TARGET_DEAD -> {
                tools.directory().markDead(to, error);
                yield Verdict.DEAD;
            }
            case CREDENTIAL -> {
                back(outgoingMessage, failure, false);
                tools.targets().paused(outgoingMessage.first().target(), to, error);
                if (to.webhook() != null) {
                    yield Verdict.NOT_ALLOWED;
                }
                tools.gate().refused(error);
                yield Verdict.HELD_BACK;
            }
            case PERMISSION -> {
                notNow(outgoingMessage, to, failure);
                log.warn(
                        "delivery.not_allowed channel={} reason={} next=trying again, more and more rarely",
                        to.name(),
                        error);
                yield Verdict.NOT_ALLOWED;
            }
            case UNAVAILABLE -> {
                notNow(outgoingMessage, to, failure);
                // The channel may be of another kind by now, or have other tags.
                tools.directory().channelsChanged();
                log.error(
                        "delivery.not_possible channel={} reason={} next=trying again, more and more rarely",
                        to.name(),
                        error);
                yield Verdict.NOT_ALLOWED;
            }
            case POISON -> poison(outgoingMessage, failure);
            case EDIT_TARGET_LOST -> {
                if (outgoingMessage.messageToEdit() == null) {
                    yield poison(outgoingMessage, failure);
                }
                back(outgoingMessage, failure, true);
                yield sendNow(outgoingMessage.inNewMessage(), to);
            }
            case BLOCKED -> {
                if (isRefusedAgain(outgoingMessage)) {
                    yield poison(outgoingMessage, failure);
                }
                back(outgoingMessage, failure, false);
                yield Verdict.HELD_BACK;
            }
            case SLOW_DOWN -> {
                back(outgoingMessage, failure, false);
                yield Verdict.HELD_BACK;
            }
            case NOT_EXECUTED -> {
                back(outgoingMessage, failure, true);
                log.warn("delivery.delayed channel={} reason={} next=trying again", to.name(), error);
                yield Verdict.AGAIN_SOON;
            }
            case AMBIGUOUS -> {
                if (!outgoingMessage.nonce().equals(doubted)) {
                    doubted = outgoingMessage.nonce();
                    doubtedSinceNanos = System.nanoTime();
                }
                tools.outbox().unclear(outgoingMessage.deliveries(), error);
                log.warn("delivery.in_doubt channel={} reason={} next=looking for it", to.name(), error);
                yield Verdict.IN_DOUBT;
            }
        };
    }

    /** A post may be locked or deleted while the forum takes new ones; then nothing is wrong with the target. */
    private static boolean isOfThePost(DiscordFailure failure) {
        return switch (failure.failureClass()) {
            case TARGET_DEAD -> failure.code() == UNKNOWN_CHANNEL;
            case PERMISSION, UNAVAILABLE, EDIT_TARGET_LOST -> true;
            default -> false;
        };
    }

    /** The card says that it is over, since it was edited; only the message that tells it once more cannot be sent. */
    private Verdict endedWithoutWords(OutgoingMessage outgoingMessage, Destination.Channel to, String error) {
        String post = Objects.requireNonNull(outgoingMessage.post());
        log.warn(
                "delivery.end_not_told event={} post={} reason={} next=the card in it says so",
                outgoingMessage.first().event().id(),
                post,
                error);
        tools.posted(outgoingMessage, new SentMessage(post, to.id(), to.link(post)), to);
        return Verdict.SENT;
    }

    /** Other requests have passed since each of its refusals, so it is what it says that the network does not let pass. */
    private boolean isRefusedAgain(OutgoingMessage outgoingMessage) {
        blockedTimes = outgoingMessage.nonce().equals(blockedNonce) ? blockedTimes + 1 : 1;
        blockedNonce = outgoingMessage.nonce();
        return blockedTimes >= BLOCKS_OF_ONE_MESSAGE;
    }

    private void notNow(OutgoingMessage outgoingMessage, Destination.Channel to, DiscordFailure failure) {
        back(outgoingMessage, failure, true);
        tools.targets().paused(outgoingMessage.first().target(), to, failure.message());
    }

    private void back(OutgoingMessage outgoingMessage, DiscordFailure failure, boolean attemptSpent) {
        if (inDoubt) {
            tools.outbox().unclear(outgoingMessage.deliveries(), failure.message());
            return;
        }
        tools.outbox()
                .back(
                        outgoingMessage.deliveries(),
                        failure.failureClass().name().toLowerCase(java.util.Locale.ROOT),
                        failure.message(),
                        attemptSpent);
    }

    private Verdict poison(OutgoingMessage outgoingMessage, DiscordFailure failure) {
        if (outgoingMessage.deliveries().size() > 1) {
            back(outgoingMessage, failure, true);
            return Verdict.SPLIT;
        }
        tools.parking().park(outgoingMessage.first(), failure.message());
        return Verdict.SENT;
    }

    /** @param verdict null if it has to be sent */
    private record Doubt(@Nullable Verdict verdict) {
        static final Doubt SEND = new Doubt(null);
    }

    private Doubt resolve(OutgoingMessage outgoingMessage, Destination.Channel to) throws InterruptedException {
        if (!tools.courier().canLook()) {
            sentAgain(outgoingMessage, to, "it may have arrived, and without a bot nobody can look");
            return Doubt.SEND;
        }
        if (!tools.gate().isOpen()) {
            tools.targets()
                    .paused(
                            outgoingMessage.first().target(),
                            to,
                            "A message may have arrived, and only the bot could look: Discord refuses its token; check"
                                    + " DISCORD_TOKEN");
            return new Doubt(Verdict.HELD_BACK);
        }
        Doubt doubt = judge(look(outgoingMessage, to), outgoingMessage, to);
        if (doubt.verdict() == null && (to.webhook() != null || to.forum() != null)) {
            // Nothing like a nonce guards a webhook's message or a forum's post, so a slow one gets a second chance to
            // appear.
            Thread.sleep(tools.timing().doubt().multipliedBy(2));
            doubt = judge(look(outgoingMessage, to), outgoingMessage, to);
        }
        if (doubt.verdict() == null) {
            sentAgain(
                    outgoingMessage,
                    to,
                    inDoubt
                            ? "it cannot be looked for, but Discord still knows its nonce"
                            : "it was looked for and is not there");
        }
        return doubt;
    }

    private SearchResult look(OutgoingMessage outgoingMessage, Destination.Channel to) throws InterruptedException {
        Instant sent = outgoingMessage.first().at();
        // A message known to be there comes first in the list, and so proves that the list shows something.
        String known = tools.outbox()
                .earlierMessage(to.id())
                .map(MessageSender::before)
                .orElse("0");
        String since = MessageSender.later(MessageSender.firstIdAt(sent.minus(CLOCKS_DIFFER)), known);
        return tools.courier().look(to, since, sent.plus(CLOCKS_DIFFER), outgoingMessage.ref());
    }

    private static void sentAgain(OutgoingMessage outgoingMessage, Destination.Channel to, String reason) {
        log.warn(
                "delivery.sent_again event={} channel={} reason={}",
                outgoingMessage.first().event().id(),
                to.name(),
                reason);
    }

    private Doubt judge(SearchResult searchResult, OutgoingMessage outgoingMessage, Destination.Channel to) {
        return switch (searchResult) {
            case SearchResult.Found found -> {
                log.info(
                        "delivery.found event={} next=not sent again",
                        outgoingMessage.first().event().id());
                String id = found.messageId();
                tools.posted(outgoingMessage, new SentMessage(id, to.id(), to.link(id)), to);
                yield new Doubt(Verdict.SENT);
            }
            case SearchResult.Absent absent -> Doubt.SEND;
            case SearchResult.Refused refused -> notSeen(outgoingMessage, to, refused.failure());
        };
    }

    /** What could not be seen may be there, so it is not sent again before somebody has seen that it is not. */
    private Doubt notSeen(OutgoingMessage outgoingMessage, Destination.Channel to, DiscordFailure failure) {
        return switch (failure.failureClass()) {
            case SLOW_DOWN, BLOCKED -> new Doubt(Verdict.HELD_BACK);
            case NOT_EXECUTED, AMBIGUOUS -> new Doubt(Verdict.AGAIN_SOON);
            case CREDENTIAL -> {
                tools.gate().refused(failure.message());
                yield new Doubt(Verdict.HELD_BACK);
            }
            case TARGET_DEAD -> {
                if (outgoingMessage.post() != null && isOfThePost(failure)) {
                    yield new Doubt(endedWithoutWords(outgoingMessage, to, failure.message()));
                }
                if (to.webhook() != null && failure.code() == UNKNOWN_CHANNEL) {
                    // The bot says so; the webhook will be told the same.
                    yield Doubt.SEND;
                }
                tools.directory().markDead(to, failure.message());
                yield new Doubt(Verdict.DEAD);
            }
            case PERMISSION, UNAVAILABLE, POISON, EDIT_TARGET_LOST -> {
                if (isNonceFresh(outgoingMessage, to)) {
                    inDoubt = true;
                    yield Doubt.SEND;
                }
                String reason = "A message may have arrived and cannot be looked for, so it is not sent again: "
                        + failure.message();
                tools.targets().paused(outgoingMessage.first().target(), to, reason);
                log.error(
                        "delivery.not_seen event={} channel={} reason={} next=looking again, more and more rarely",
                        outgoingMessage.first().event().id(),
                        to.name(),
                        reason);
                yield new Doubt(Verdict.NOT_ALLOWED);
            }
        };
    }

    /**
     * Whether Discord still answers this message's nonce with the message that it made, if it made one. It counts from the
     * first sending; of what was sent several times before a restart nobody knows when that was.
     */
    private boolean isNonceFresh(OutgoingMessage outgoingMessage, Destination.Channel to) {
        if (to.webhook() != null || to.forum() != null) {
            return false;
        }
        if (outgoingMessage.nonce().equals(doubted)) {
            return System.nanoTime() - doubtedSinceNanos < NONCE_WINDOW.toNanos();
        }
        Duration age =
                Duration.between(outgoingMessage.first().at(), tools.outbox().now());
        return outgoingMessage.first().attempts() <= 1 && !age.isNegative() && age.compareTo(NONCE_WINDOW) < 0;
    }
}
