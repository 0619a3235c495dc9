package dev.gatewaysync.discord.serverevent;

import dev.gatewaysync.cards.ServerEventText;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.SendFailurePolicy;
import dev.gatewaysync.discord.send.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings one event to Discord. Discord makes two where it is asked twice: after an answer that was lost, or a crash, the event is looked
 * for among the server's before it is asked for again, several times, for it may come late. What somebody ended or deleted by hand stays so.
 */
@Component
final class ServerEventSync {
    private static final Logger log = LoggerFactory.getLogger(ServerEventSync.class);
    private static final int UNKNOWN_EVENT = 10070;
    private static final int FINISHED = 180_000;

    private final ServerEventTable table;
    private final ServerEventText text;
    private final ServerEventRequests requests;
    private final SendFailurePolicy policy;
    private final Timing timing;

    /** How long to wait, and by which clock. */
    @Component
    record Timing(DeliveryTimings waits, InstantSource clock) {}

    ServerEventSync(
            ServerEventTable table,
            ServerEventText text,
            ServerEventRequests requests,
            SendFailurePolicy policy,
            Timing timing) {
        this.table = table;
        this.text = text;
        this.requests = requests;
        this.policy = policy;
        this.timing = timing;
    }

    /** One step; what is left is done by the next one. */
    void bring(ServerEvent event) throws InterruptedException {
        if (event.discordId() != null) {
            change(event, event.discordId());
        } else if (event.askedAt() != null) {
            look(event, event.askedAt());
        } else if (event.mayBeMade(timing.clock().instant())) {
            create(event);
        } else {
            table.settle(event, null);
        }
    }

    private void create(ServerEvent event) throws InterruptedException {
        if (!table.asked(event)) {
            return;
        }
        switch (requests.create(change().asNew(event))) {
            case RestResult.Done done -> made(event, done.body(), event.wanted() == ServerEvent.Wanted.SCHEDULED);
            case RestResult.Refused refused -> {
                if (refused.failure().failureClass() != FailureClass.AMBIGUOUS) {
                    table.notMade(event);
                }
                failed(event, refused.failure());
            }
        }
    }

    private void made(ServerEvent event, JsonNode body, boolean isShown) {
        log.info(
                "server_event.made event={} server_event={}",
                event.id(),
                body.path("id").asString(""));
        table.made(event, body.path("id").asString(""), isShown);
    }

    /** Whether Discord has made it, which may take longer than its answer did. */
    private void look(ServerEvent event, Instant asked) throws InterruptedException {
        Duration early = Duration.between(
                timing.clock().instant(), asked.plus(timing.waits().untilLook(event.looks())));
        if (early.isPositive()) {
            table.tryAgain(event, early, "Nobody knows whether Discord has made it");
            return;
        }
        switch (requests.signed(event)) {
            case ServerEventRequests.Shown.Some some ->
                made(event, some.events().getFirst(), false);
            case ServerEventRequests.Shown.None none -> notFound(event);
            case ServerEventRequests.Shown.Refused refused -> failed(event, refused.failure());
        }
    }

    private void notFound(ServerEvent event) {
        int looks = event.looks() + 1;
        if (looks < DeliveryTimings.LOOKS) {
            table.looked(event);
            return;
        }
        log.info("server_event.not_found event={} next=it is made again", event.id());
        table.notMade(event);
        table.lookLater(event, looks, timing.waits().nextLook(looks));
    }

    private void change(ServerEvent event, String discordId) throws InterruptedException {
        switch (requests.get(discordId)) {
            case RestResult.Done done -> change(event, discordId, done.body());
            case RestResult.Refused refused -> failed(event, refused.failure());
        }
    }

    private void change(ServerEvent event, String discordId, JsonNode shown) throws InterruptedException {
        boolean isTooFar = change().isTooFar(event, shown);
        ObjectNode change = isTooFar ? change().ended() : change().of(event, shown);
        boolean isOver = ServerEventChange.isOver(shown);
        if (isOver && event.askedAt() != null && event.mayBeMade(timing.clock().instant())) {
            // The answer to that was lost.
            table.forget(event);
            return;
        }
        if (isOver || change.isEmpty()) {
            table.settle(event, null);
            return;
        }
        if (isTooFar) {
            table.ending(event);
        } else if (event.askedAt() != null) {
            // It is not to be ended any more: whoever ends it from now on is somebody else.
            table.notMade(event);
        }
        switch (requests.change(discordId, change)) {
            case RestResult.Done done -> changed(event, discordId, isTooFar);
            case RestResult.Refused refused -> {
                if (refused.failure().failureClass() == FailureClass.AMBIGUOUS) {
                    // What is asked now could be changed by it later.
                    table.lookLater(event, DeliveryTimings.LOOKS, timing.waits().nextLook(DeliveryTimings.LOOKS));
                }
                failed(event, refused.failure());
            }
        }
    }

    /** @param isTooFar whether it was ended for another one to be made */
    private void changed(ServerEvent event, String discordId, boolean isTooFar) {
        if (isTooFar) {
            table.forget(event);
            return;
        }
        log.info(
                "server_event.changed event={} server_event={} now={}",
                event.id(),
                discordId,
                event.wanted().stored());
        table.settle(event, null);
    }

    private void failed(ServerEvent event, DiscordFailure failure) {
        if (failure.code() == UNKNOWN_EVENT || failure.code() == FINISHED) {
            log.info("server_event.ended_by_hand event={} next=it stays so", event.id());
            table.settle(event, "Somebody ended or deleted it in Discord");
            return;
        }
        SendResult result = policy.apply(SendFailurePolicy.Request.SERVER_EVENT, failure);
        if (result == SendResult.FAILED) {
            log.error(
                    "server_event.refused event={} reason={} next=the card alone tells of it",
                    event.id(),
                    failure.message());
            table.settle(event, failure.message());
            return;
        }
        if (result == SendResult.PAUSED && event.tries() == 0) {
            log.warn(
                    "server_event.not_allowed event={} reason={} next=tried again from time to time. Give the bot's role the"
                            + " permission Create Events, or set DISCORD_MAINTENANCE_EVENTS=off",
                    event.id(),
                    failure.message());
        }
        Duration wait = policy.retryDelay(result, event.tries() + 1);
        boolean isTold = failure.retryAfter().compareTo(wait) > 0;
        table.tryAgain(event, isTold ? failure.retryAfter() : wait, failure.message());
    }

    private ServerEventChange change() {
        return new ServerEventChange(text, timing.clock().instant());
    }
}
