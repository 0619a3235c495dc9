package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.discord.route.Destination;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message that is edited in place.
 *
 * @param key its target or, for an event's card, its kind and id
 * @param messageId null if there is none yet
 * @param contentHash of what it shows
 * @param via who sent it; nobody else can edit it
 * @param open whether later events may still change it
 * @param view what an event's card shows; null for statistics
 */
public record Card(
        String key,
        String channelId,
        @Nullable String messageId,
        @Nullable String contentHash,
        String via,
        boolean open,
        @Nullable JsonNode view) {

    public Card inMessage(String newMessageId) {
        return new Card(key, channelId, newMessageId, contentHash, via, open, view);
    }

    /** Whether it stands in that channel and was sent by whoever sends there, who can edit it. */
    public boolean isIn(Destination.Channel channel) {
        return via.equals(channel.via()) && channelId.equals(channel.id());
    }

    /** Whether this event closed it, and has a message of its own that says so. */
    public boolean isEndedBy(String eventId) {
        return view != null && view.path("endedBy").asString("").equals(eventId);
    }

    /** What the column {@code state} holds. */
    ObjectNode state(ObjectNode empty) {
        empty.put("via", via).put("open", open);
        if (view != null) {
            empty.set("view", view);
        }
        return empty;
    }
}
