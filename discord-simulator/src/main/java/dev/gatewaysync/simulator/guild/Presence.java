package dev.gatewaysync.simulator.guild;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What is shown of the bot in the list of members.
 *
 * @param status online, idle, dnd, invisible or offline
 * @param text as people read it; empty for nothing
 * @see <a href="https://docs.discord.com/developers/events/gateway-events#update-presence">Update Presence</a>
 */
public record Presence(String status, String text) {

    public static final Presence NOTHING = new Presence("online", "");

    private static final Set<String> STATUS = Set.of("online", "idle", "dnd", "invisible", "offline");
    private static final int WATCHING = 3;
    private static final int CUSTOM = 4;
    private static final int MOST = 128;

    /** @throws IllegalArgumentException if Discord does not take it */
    public static Presence of(JsonNode sent) {
        var status = sent.path("status").asString("");
        var activity = sent.path("activities").path(0);
        var name = activity.path("name").asString("");
        var state = activity.path("state").asString("");
        if (!STATUS.contains(status) || name.length() > MOST || state.length() > MOST) {
            throw new IllegalArgumentException("No presence");
        }
        int type = activity.path("type").asInt(-1);
        return new Presence(status, type == CUSTOM ? state : type == WATCHING ? "Watching " + name : name);
    }
}
