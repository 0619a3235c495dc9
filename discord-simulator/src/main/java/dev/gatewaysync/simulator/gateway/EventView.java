package dev.gatewaysync.simulator.gateway;

import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.GuildEvent;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a session gets to see of an event, by its intents. */
final class EventView {

    private final Guild guild;
    private final DiscordJson json;

    EventView(Guild guild) {
        this.guild = guild;
        this.json = new DiscordJson(guild);
    }

    void show(GuildEvent event, GatewaySession session) {
        switch (event) {
            case GuildEvent.MessageCreated created ->
                aboutMessages(session, "MESSAGE_CREATE", message(created.message(), session.intents()));
            case GuildEvent.MessageUpdated updated ->
                aboutMessages(session, "MESSAGE_UPDATE", message(updated.message(), session.intents()));
            case GuildEvent.MessageDeleted deleted ->
                aboutMessages(
                        session,
                        "MESSAGE_DELETE",
                        inGuild().put("id", deleted.messageId()).put("channel_id", deleted.channelId()));
            case GuildEvent.PinsChanged pins -> {
                var lastPin = pins.lastPin();
                aboutGuild(
                        session,
                        "CHANNEL_PINS_UPDATE",
                        inGuild()
                                .put("channel_id", pins.channelId())
                                .put("last_pin_timestamp", lastPin == null ? null : DiscordJson.timestamp(lastPin)));
            }
            case GuildEvent.ChannelCreated created ->
                aboutGuild(session, kind(created.channel()) + "_CREATE", json.channel(created.channel()));
            case GuildEvent.ChannelUpdated updated ->
                aboutGuild(session, kind(updated.channel()) + "_UPDATE", json.channel(updated.channel()));
            case GuildEvent.ChannelDeleted deleted ->
                aboutGuild(session, kind(deleted.channel()) + "_DELETE", json.channel(deleted.channel()));
        }
    }

    private static String kind(SimulatedChannel channel) {
        return channel.isThread() ? "THREAD" : "CHANNEL";
    }

    private static void aboutMessages(GatewaySession session, String type, ObjectNode data) {
        if (session.intents().includes(Intents.GUILD_MESSAGES)) {
            session.dispatch(type, data);
        }
    }

    private static void aboutGuild(GatewaySession session, String type, ObjectNode data) {
        if (session.intents().includes(Intents.GUILDS)) {
            session.dispatch(type, data);
        }
    }

    private ObjectNode inGuild() {
        return JsonNodeFactory.instance.objectNode().put("guild_id", guild.id());
    }

    private ObjectNode message(SimulatedMessage message, Intents intents) {
        var data = json.message(message).put("guild_id", guild.id());
        boolean own = message.author().id().equals(guild.applicationId());
        if (!own && !intents.includes(Intents.MESSAGE_CONTENT)) {
            data.put("content", "");
            data.putArray("embeds");
            data.putArray("components");
        }
        if (message.webhookId() == null) {
            var member = json.member(message.author());
            member.remove("user");
            data.set("member", member);
        }
        return data;
    }
}
