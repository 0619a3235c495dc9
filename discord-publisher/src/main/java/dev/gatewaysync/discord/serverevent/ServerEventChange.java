package dev.gatewaysync.discord.serverevent;

import dev.gatewaysync.cards.ServerEventText;
import dev.gatewaysync.discord.serverevent.ServerEvent.Wanted;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Discord is told of an event. It takes no beginning that is past, none at all of an event that has begun, and of the states only
 * scheduled → active → completed and scheduled → called off.
 *
 * @see <a
 *     href="https://docs.discord.com/developers/resources/guild-scheduled-event#guild-scheduled-event-object-guild-scheduled-event-status">Status</a>
 */
final class ServerEventChange {
    private static final int SCHEDULED = 1;
    private static final int ACTIVE = 2;
    private static final int COMPLETED = 3;
    private static final int CANCELED = 4;
    private static final int GUILD_ONLY = 2;
    private static final int EXTERNAL = 3;

    private final ServerEventText text;
    private final Instant now;

    ServerEventChange(ServerEventText text, Instant now) {
        this.text = text;
        this.now = now;
    }

    static boolean isOver(JsonNode shown) {
        int status = shown.path("status").asInt(0);
        return status == COMPLETED || status == CANCELED;
    }

    /** Whether it has begun by itself, and was then put off: Discord knows no way back. */
    boolean isTooFar(ServerEvent event, JsonNode shown) {
        return event.wanted() == Wanted.SCHEDULED
                && shown.path("status").asInt(0) == ACTIVE
                && event.start().isAfter(now);
    }

    ObjectNode asNew(ServerEvent event) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("name", text.name(event.message()))
                .put("description", text.description(event.message(), event.sign()))
                .put("privacy_level", GUILD_ONLY)
                .put("entity_type", EXTERNAL)
                .put("scheduled_start_time", event.start().toString())
                .put("scheduled_end_time", event.end().toString());
        body.putObject("entity_metadata").put("location", text.location());
        return body;
    }

    ObjectNode ended() {
        return JsonNodeFactory.instance.objectNode().put("status", COMPLETED);
    }

    /** Empty if it is shown as it is. */
    ObjectNode of(ServerEvent event, JsonNode shown) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        int status = shown.path("status").asInt(0);
        if (event.wanted().isOver()) {
            return change.put("status", status == ACTIVE ? COMPLETED : CANCELED);
        }
        put(change, "name", text.name(event.message()), shown);
        put(change, "description", text.description(event.message(), event.sign()), shown);
        boolean begins = event.wanted() == Wanted.ACTIVE && status == SCHEDULED;
        if (begins) {
            change.put("status", ACTIVE);
        }
        boolean isMoved = !event.end().equals(time(shown, "scheduled_end_time"))
                || status == SCHEDULED && !begins && !event.start().equals(time(shown, "scheduled_start_time"));
        if (isMoved && event.end().isAfter(now)) {
            change.put("scheduled_end_time", event.end().toString());
            if (status == SCHEDULED && !begins && event.start().isAfter(now)) {
                change.put("scheduled_start_time", event.start().toString());
            }
        }
        return change;
    }

    private static void put(ObjectNode change, String field, String value, JsonNode shown) {
        if (!value.equals(shown.path(field).asString(""))) {
            change.put(field, value);
        }
    }

    private static Instant time(JsonNode shown, String field) {
        return PlannedTime.read(shown.path(field).asString("")).orElse(Instant.EPOCH);
    }
}
