package dev.gatewaysync.simulator.guild;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An event of the server in the shape that Discord gives it. */
public final class ScheduledEventJson {

    private static final int GUILD_ONLY = 2;
    private static final int EXTERNAL = 3;

    private ScheduledEventJson() {}

    public static ObjectNode of(Guild guild, ScheduledEvent event) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("id", event.id())
                .put("guild_id", guild.id())
                .put("name", event.name())
                .put("description", event.description())
                .putNull("channel_id")
                .put("creator_id", event.creatorId())
                .putNull("image")
                .put("scheduled_start_time", DiscordJson.timestamp(event.start()))
                .put("scheduled_end_time", DiscordJson.timestamp(event.end()))
                .put("status", event.status().number())
                .put("entity_type", EXTERNAL)
                .putNull("entity_id")
                .putNull("recurrence_rule")
                .put("privacy_level", GUILD_ONLY);
        node.putArray("guild_scheduled_event_exceptions");
        node.putObject("entity_metadata").put("location", event.location());
        return node;
    }
}
