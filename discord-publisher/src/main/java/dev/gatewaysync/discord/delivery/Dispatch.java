package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.Outcome;
import dev.gatewaysync.discord.route.Destination;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one shipment at most once, as far as can be known: what may have arrived is looked for before it is sent again.
 * By a webhook without a bot nothing can be looked for; such a message is sent again, and may then stand there twice.
 */
final class Dispatch {
    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);
    /**
     * Discord's clock and ours may differ by this much, for ours may have stepped; a message older than our sending is none
     * of ours. More would only cost pages to read where others write a lot.
     */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);

    private final LaneTools tools;

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

    Dispatch(LaneTools tools) {
        this.tools = tools;
    }

    Verdict send(Shipment shipment, Destination.Channel to) throws InterruptedException {
        if (shipment.first().isSending() && shipment.messageToEdit() == null) {
            Doubt doubt = resolve(shipment, to);
            if (doubt.verdict() != null) {
                return doubt.verdict();
            }
        }
        return sendNow(shipment, to);
    }

    private Verdict sendNow(Shipment shipment, Destination.Channel to) throws InterruptedException {
        if (!tools.outbox().markSending(shipment.deliveries(), shipment.nonce(), to.id())) {
            return Verdict.HELD_BACK;
        }
        String edited = shipment.messageToEdit();
        Outcome outcome = edited == null
                ? tools.courier().create(to, shipment.message(), shipment.nonce(), Post.of(shipment))
                : tools.courier().edit(to, edited, shipment.message());
        return switch (outcome) {
            case Outcome.Done done -> {
                String id = done.body().path("id").asString("");
                // Of a post that the bot opened the answer is the thread, which is in no other channel.
                String holder = done.body().path("channel_id").asString(to.holder(id));
                tools.posted(shipment, new Posted(id, to.id(), to.link(holder, id)), to);
                yield Verdict.SENT;
            }
            case Outcome.Refused refused -> refused(shipment, to, refused.failure());
        };
    }

    private Verdict refused(Shipment shipment, Destination.Channel to, DiscordFailure failure)
            throws InterruptedException {
        String error = failure.message();
        return switch (failure.failureClass()) {
            case TARGET_DEAD -> {
                tools.directory().markDead(to, error);
                yield Verdict.DEAD;
            }
            case CREDENTIAL -> {
                back(shipment, failure, false);
                tools.targets().paused(shipment.first().target(), to, error);
                if (to.webhook() != null) {
                    yield Verdict.NOT_ALLOWED;
                }
                tools.gate().refused(error);
                yield Verdict.HELD_BACK;
            }
            case PERMISSION -> {
                back(shipment, failure, true);
                tools.targets().paused(shipment.first().target(), to, error);
                log.warn(
                        "delivery.not_allowed channel={} reason={} next=trying again in {} s",
                        to.name(),
                        error,
                        tools.timing().permissionProbe().toSeconds());
                yield Verdict.NOT_ALLOWED;
            }
            case POISON -> poison(shipment, failure);
            case EDIT_TARGET_LOST -> {
                if (shipment.messageToEdit() == null) {
                    yield poison(shipment, failure);
                }
                back(shipment, failure, true);
                yield sendNow(shipment.inNewMessage(), to);
            }
            case SLOW_DOWN, BLOCKED -> {
                back(shipment, failure, false);
                yield Verdict.HELD_BACK;
            }
            case NOT_EXECUTED -> {
                back(shipment, failure, true);
                log.warn("delivery.delayed channel={} reason={} next=trying again", to.name(), error);
                yield Verdict.AGAIN_SOON;
            }
            case AMBIGUOUS -> {
                tools.outbox().unclear(shipment.deliveries(), error);
                log.warn("delivery.in_doubt channel={} reason={} next=looking for it", to.name(), error);
                yield Verdict.IN_DOUBT;
            }
        };
    }

    private void back(Shipment shipment, DiscordFailure failure, boolean attemptSpent) {
        tools.outbox()
                .back(
                        shipment.deliveries(),
                        failure.failureClass().name().toLowerCase(java.util.Locale.ROOT),
                        failure.message(),
                        attemptSpent);
    }

    private Verdict poison(Shipment shipment, DiscordFailure failure) {
        if (shipment.deliveries().size() > 1) {
            back(shipment, failure, true);
            return Verdict.SPLIT;
        }
        tools.parking().park(shipment.first(), failure.message());
        return Verdict.SENT;
    }

    /** @param verdict null if it has to be sent */
    private record Doubt(@org.jspecify.annotations.Nullable Verdict verdict) {
        static final Doubt SEND = new Doubt(null);
    }

    private Doubt resolve(Shipment shipment, Destination.Channel to) throws InterruptedException {
        if (!tools.courier().canLook() || !tools.gate().isOpen()) {
            log.warn(
                    "delivery.sent_again event={} reason=it may have arrived, and without a bot nobody can look",
                    shipment.first().event().id());
            return Doubt.SEND;
        }
        String since = Courier.later(
                Courier.firstIdAt(shipment.first().at().minus(CLOCKS_DIFFER)),
                tools.outbox().earlierMessage(to.id()).orElse("0"));
        Doubt doubt = judge(tools.courier().look(to, since, shipment.ref()), shipment, to);
        if (doubt.verdict() == null && (to.webhook() != null || to.forum() != null)) {
            // Nothing like a nonce guards a webhook's message or a forum's post, so a slow one gets a second chance to
            // appear.
            Thread.sleep(tools.timing().doubt().multipliedBy(2));
            doubt = judge(tools.courier().look(to, since, shipment.ref()), shipment, to);
        }
        return doubt;
    }

    private Doubt judge(Look look, Shipment shipment, Destination.Channel to) {
        return switch (look) {
            case Look.Found found -> {
                log.info(
                        "delivery.found event={} next=not sent again",
                        shipment.first().event().id());
                String id = found.messageId();
                tools.posted(shipment, new Posted(id, to.id(), to.link(id)), to);
                yield new Doubt(Verdict.SENT);
            }
            case Look.Absent absent -> Doubt.SEND;
            case Look.Refused refused -> refusedToLook(refused.failure(), to);
        };
    }

    /** A webhook goes on where the bot may not read; the bot itself would not be let in either. */
    private Doubt refusedToLook(DiscordFailure failure, Destination.Channel to) {
        if (failure.retryableWhenIdempotent()) {
            boolean told =
                    failure.failureClass() == FailureClass.SLOW_DOWN || failure.failureClass() == FailureClass.BLOCKED;
            return new Doubt(told ? Verdict.HELD_BACK : Verdict.AGAIN_SOON);
        }
        if (failure.failureClass() == FailureClass.CREDENTIAL) {
            tools.gate().refused(failure.message());
        }
        if (to.webhook() != null) {
            log.warn("delivery.sent_again reason=it may have arrived, but: {}", failure.message());
            return Doubt.SEND;
        }
        if (failure.failureClass() == FailureClass.TARGET_DEAD) {
            tools.directory().markDead(to, failure.message());
            return new Doubt(Verdict.DEAD);
        }
        return new Doubt(Verdict.NOT_ALLOWED);
    }
}
