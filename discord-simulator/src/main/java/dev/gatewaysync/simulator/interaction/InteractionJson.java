package dev.gatewaysync.simulator.interaction;

import dev.gatewaysync.simulator.guild.Author;
import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Interactions in the shape in which the gateway tells them. */
final class InteractionJson {

    private static final int BUTTON = 2;
    private static final int ATTACHMENT_LIMIT = 10_485_760;

    private final Guild guild;
    private final DiscordJson discord;

    InteractionJson(Guild guild) {
        this.guild = guild;
        this.discord = new DiscordJson(guild);
    }

    /** @param options in the shape of the registered command's: name → text, number or boolean */
    ObjectNode command(SimulatedInteraction interaction, JsonNode command, Map<String, Object> options) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("id", command.path("id").asString(""))
                .put("name", command.path("name").asString(""))
                .put("type", 1);
        if (command.has("guild_id")) {
            data.put("guild_id", guild.id());
        }
        if (!options.isEmpty()) {
            var given = data.putArray("options");
            for (var option : command.path("options")) {
                var value = options.get(option.path("name").asString(""));
                if (value != null) {
                    given.addObject()
                            .put("name", option.path("name").asString(""))
                            .put("type", option.path("type").asInt(3))
                            .set("value", JsonNodeFactory.instance.pojoNode(value));
                }
            }
        }
        return envelope(interaction, data);
    }

    ObjectNode press(SimulatedInteraction interaction, SimulatedMessage message) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("custom_id", interaction.name())
                .put("component_type", BUTTON)
                .put("id", 2);
        var body = envelope(interaction, data);
        body.set("message", discord.message(message));
        return body;
    }

    /** In the modal's own structure, with values in place of the inputs' descriptions. */
    ObjectNode submit(SimulatedInteraction interaction, JsonNode modal, Map<String, String> values) {
        var data = JsonNodeFactory.instance.objectNode().put("custom_id", interaction.name());
        data.set("components", filled(modal.path("components"), values));
        return envelope(interaction, data);
    }

    private static ArrayNode filled(JsonNode components, Map<String, String> values) {
        var filled = JsonNodeFactory.instance.arrayNode();
        int id = 1;
        for (var component : components) {
            filled.add(filled(component, values, id++));
        }
        return filled;
    }

    private static ObjectNode filled(JsonNode component, Map<String, String> values, int id) {
        var filled = JsonNodeFactory.instance
                .objectNode()
                .put("type", component.path("type").asInt())
                .put("id", component.path("id").asInt(id));
        if (component.path("components").isArray()) {
            filled.set("components", filled(component.path("components"), values));
        }
        if (component.path("component").isObject()) {
            filled.set("component", filled(component.path("component"), values, id + 100));
        }
        var customId = component.path("custom_id").asString("");
        if (!customId.isEmpty()) {
            filled.put("custom_id", customId).put("value", values.getOrDefault(customId, ""));
        }
        return filled;
    }

    /** In the interaction's channel. */
    private String permissions(SimulatedInteraction interaction, Author person) {
        return Long.toString(guild.channels()
                .withId(interaction.channelId())
                .map(channel -> guild.permissions().in(channel, person))
                .orElse(0L));
    }

    private ObjectNode envelope(SimulatedInteraction interaction, ObjectNode data) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("version", 1)
                .put("id", interaction.id())
                .put("type", interaction.kind().number())
                .put("token", interaction.token())
                .put("application_id", guild.applicationId())
                .put("guild_id", guild.id())
                .put("channel_id", interaction.channelId())
                .put("locale", "en-US")
                .put("guild_locale", "en-US")
                .put("context", 0)
                .put("app_permissions", permissions(interaction, guild.bot()))
                .put("attachment_size_limit", ATTACHMENT_LIMIT);
        var home = body.putObject("guild").put("id", guild.id()).put("locale", "en-US");
        home.putArray("features");
        guild.channels()
                .withId(interaction.channelId())
                .ifPresent(channel -> body.set(
                        "channel",
                        discord.channel(channel).put("permissions", permissions(interaction, interaction.user()))));
        body.set(
                "member",
                discord.member(interaction.user()).put("permissions", permissions(interaction, interaction.user())));
        body.putArray("entitlements");
        body.putObject("authorizing_integration_owners").put("0", guild.id());
        body.set("data", data);
        return body;
    }
}
