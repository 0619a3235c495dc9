package dev.gatewaysync.simulator.interaction;

import dev.gatewaysync.simulator.guild.Author;
import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    /**
     * @param options in the shape of the registered command's: name → text, number or boolean
     * @param focused the option that is still typed in; null if the command is sent
     */
    ObjectNode command(
            SimulatedInteraction interaction, JsonNode command, Map<String, Object> options, @Nullable String focused) {
        var data = command(command);
        if (!options.isEmpty()) {
            var given = data.putArray("options");
            for (var option : command.path("options")) {
                var value = options.get(option.path("name").asString(""));
                if (value != null) {
                    var one = given.addObject()
                            .put("name", option.path("name").asString(""))
                            .put("type", option.path("type").asInt(3));
                    one.set("value", JsonNodeFactory.instance.pojoNode(value));
                    if (option.path("name").asString("").equals(focused)) {
                        one.put("focused", true);
                    }
                }
            }
        }
        return envelope(interaction, data);
    }

    private ObjectNode command(JsonNode command) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("id", command.path("id").asString(""))
                .put("name", command.path("name").asString(""))
                .put("type", command.path("type").asInt(1));
        if (command.has("guild_id")) {
            data.put("guild_id", guild.id());
        }
        return data;
    }

    /** With all that the message says: what somebody hands over so needs no privileged intent. */
    ObjectNode commandOn(SimulatedInteraction interaction, JsonNode command, SimulatedMessage message) {
        var data = command(command).put("target_id", message.id());
        data.putObject("resolved").putObject("messages").set(message.id(), discord.message(message));
        return envelope(interaction, data);
    }

    ObjectNode select(SimulatedInteraction interaction, SimulatedMessage message, List<String> values) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("custom_id", interaction.name())
                .put("component_type", SelectMenus.STRING_SELECT)
                .put("id", 2);
        var chosen = data.putArray("values");
        values.forEach(chosen::add);
        var body = envelope(interaction, data);
        body.set("message", discord.message(message));
        return body;
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
            var value = values.getOrDefault(customId, "");
            filled.put("custom_id", customId);
            if (component.path("type").asInt() == SelectMenus.STRING_SELECT) {
                var chosen = filled.putArray("values");
                Stream.of(value).filter(any -> !any.isEmpty()).forEach(chosen::add);
            } else {
                filled.put("value", value);
            }
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
                .put("guild_locale", guild.locale())
                .put("context", 0)
                .put("app_permissions", permissions(interaction, guild.bot()))
                .put("attachment_size_limit", ATTACHMENT_LIMIT);
        var home = body.putObject("guild").put("id", guild.id()).put("locale", guild.locale());
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
