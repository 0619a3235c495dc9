package dev.gatewaysync.discord.serverevent;

import dev.gatewaysync.cards.ServerEventText;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.send.DeliveryTimings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What Discord did long after it had answered that it failed: an event that stands there a second time is taken away, and one that an old
 * request has changed back is changed again. It is looked for some minutes, more and more rarely.
 */
@Component
final class LateServerEvents {
    private static final Logger log = LoggerFactory.getLogger(LateServerEvents.class);
    /** Some eight minutes after the request, with the waits that operators get. */
    private static final int LAST_LOOK = 8;

    private final ServerEventTable table;
    private final ServerEventText text;
    private final ServerEventRequests requests;
    private final ServerEventSync.Timing timing;

    LateServerEvents(
            ServerEventTable table, ServerEventText text, ServerEventRequests requests, ServerEventSync.Timing timing) {
        this.table = table;
        this.text = text;
        this.requests = requests;
        this.timing = timing;
    }

    void look(ServerEvent event) throws InterruptedException {
        if (event.discordId() == null && event.askedAt() != null) {
            // It is being looked for already.
            table.lookLater(event, event.looks(), timing.waits().nextLook(DeliveryTimings.LOOKS));
            return;
        }
        boolean isSeen = switch (requests.signed(event)) {
            case ServerEventRequests.Shown.Some some -> isSettled(event, some.events());
            case ServerEventRequests.Shown.None none -> true;
            case ServerEventRequests.Shown.Refused refused -> !isPassing(refused.failure());
        };
        if (!isSeen) {
            table.lookLater(event, event.looks(), timing.waits().nextLook(LAST_LOOK));
        } else if (event.looks() < LAST_LOOK) {
            table.lookLater(event, event.looks() + 1, timing.waits().nextLook(event.looks() + 1));
        } else {
            table.lookNoMore(event);
        }
    }

    /** Whether Discord may answer otherwise later: while it does not answer, there is nothing to be seen. */
    private static boolean isPassing(DiscordFailure failure) {
        return switch (failure.failureClass()) {
            case TARGET_DEAD, PERMISSION, POISON, EDIT_TARGET_LOST -> false;
            case CREDENTIAL, UNAVAILABLE, SLOW_DOWN, BLOCKED, NOT_EXECUTED, AMBIGUOUS -> true;
        };
    }

    /** @return false if it has to be looked at again, for Discord has not answered */
    private boolean isSettled(ServerEvent event, List<JsonNode> shown) throws InterruptedException {
        boolean isSettled = true;
        String kept = event.discordId();
        // Also one that has begun meanwhile: it is the only one, and right.
        if (kept == null && !event.wanted().isOver()) {
            kept = ServerEventRequests.id(shown.getFirst());
            log.info("server_event.made event={} server_event={}", event.id(), kept);
            table.made(event, kept, false);
        }
        for (JsonNode one : shown) {
            if (!ServerEventRequests.id(one).equals(kept)) {
                isSettled &= isRemoved(event, ServerEventRequests.id(one), kept);
            } else if (!new ServerEventChange(text, timing.clock().instant())
                    .of(event, one)
                    .isEmpty()) {
                table.notShown(event);
            }
        }
        return isSettled;
    }

    /** @return false if it is tried again */
    private boolean isRemoved(ServerEvent event, String id, @Nullable String kept) throws InterruptedException {
        if (!table.stillHas(event, kept)) {
            // Another instance leads, or has made it anew: perhaps this one is what it keeps.
            return false;
        }
        return switch (requests.delete(id)) {
            case RestResult.Done done -> {
                log.info(
                        "server_event.removed event={} server_event={} reason=Discord made it after all, when another was there",
                        event.id(),
                        id);
                yield true;
            }
            case RestResult.Refused refused -> {
                boolean again = isPassing(refused.failure());
                log.warn(
                        "server_event.not_removed event={} server_event={} reason={} next={}",
                        event.id(),
                        id,
                        refused.failure().message(),
                        again ? "trying again" : "it stays there twice");
                yield !again;
            }
        };
    }
}
