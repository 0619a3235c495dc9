package dev.gatewaysync.discord.serverevent;

import dev.gatewaysync.discord.card.ServerEventText;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.send.DeliveryTimings;
import java.util.List;
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
        if (requests.signed(event) instanceof ServerEventRequests.Shown.Some some) {
            compare(event, some.events());
        }
        if (event.looks() < LAST_LOOK) {
            table.lookLater(event, event.looks() + 1, timing.waits().nextLook(event.looks() + 1));
        } else {
            table.lookNoMore(event);
        }
    }

    private void compare(ServerEvent event, List<JsonNode> shown) throws InterruptedException {
        String kept = event.discordId();
        if (kept == null && event.mayBeMade(timing.clock().instant())) {
            kept = ServerEventRequests.id(shown.getFirst());
            log.info("server_event.made event={} server_event={}", event.id(), kept);
            table.made(event, kept, false);
        }
        for (JsonNode one : shown) {
            if (!ServerEventRequests.id(one).equals(kept)) {
                remove(event, ServerEventRequests.id(one));
            } else if (!new ServerEventChange(text, timing.clock().instant())
                    .of(event, one)
                    .isEmpty()) {
                table.notShown(event);
            }
        }
    }

    private void remove(ServerEvent event, String id) throws InterruptedException {
        switch (requests.delete(id)) {
            case RestResult.Done done ->
                log.info(
                        "server_event.removed event={} server_event={} reason=Discord made it after all, when another was there",
                        event.id(),
                        id);
            case RestResult.Refused refused ->
                log.warn(
                        "server_event.not_removed event={} server_event={} reason={} next=tried again some times",
                        event.id(),
                        id,
                        refused.failure().message());
        }
    }
}
