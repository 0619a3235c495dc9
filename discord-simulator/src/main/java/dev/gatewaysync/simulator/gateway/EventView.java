package dev.gatewaysync.simulator.gateway;

import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.GuildEvent;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.ScheduledEvent;
import dev.gatewaysync.simulator.guild.ScheduledEventJson;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.guild.SimulatedRole;
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
                aboutMessages(
                        session,
                        "MESSAGE_CREATE",
                        created.message().channelId(),
                        message(created.message(), session.intents()));
            case GuildEvent.MessageUpdated updated ->
                aboutMessages(
                        session,
                        "MESSAGE_UPDATE",
                        updated.message().channelId(),
                        message(updated.message(), session.intents()));
            case GuildEvent.MessageDeleted deleted ->
                aboutMessages(
                        session,
                        "MESSAGE_DELETE",
                        deleted.channelId(),
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
                aboutGuild(session, kind(created.channel()) + "_CREATE", json.channelInSession(created.channel()));
            case GuildEvent.ChannelUpdated updated ->
                aboutGuild(session, kind(updated.channel()) + "_UPDATE", json.channelInSession(updated.channel()));
            case GuildEvent.ChannelDeleted deleted ->
                aboutGuild(session, kind(deleted.channel()) + "_DELETE", json.channelInSession(deleted.channel()));
            case GuildEvent.BotJoined joined -> aboutGuild(session, "GUILD_CREATE", json.wholeGuild());
            case GuildEvent.BotLeft left -> {
                var gone = JsonNodeFactory.instance.objectNode().put("id", guild.id());
                aboutGuild(session, "GUILD_DELETE", left.outage() ? gone.put("unavailable", true) : gone);
            }
            case GuildEvent.PresenceChanged changed -> {
                // Told only with the privileged intent to see presences.
            }
            case GuildEvent.GuildUpdated updated -> aboutGuild(session, "GUILD_UPDATE", json.guild());
            case GuildEvent.RoleCreated created -> aboutGuild(session, "GUILD_ROLE_CREATE", role(created.role()));
            case GuildEvent.EventChanged changed ->
                aboutEvents(session, changed.isNew() ? "CREATE" : "UPDATE", changed.event());
            case GuildEvent.EventDeleted deleted -> aboutEvents(session, "DELETE", deleted.event());
            case GuildEvent.RoleUpdated updated -> aboutGuild(session, "GUILD_ROLE_UPDATE", role(updated.role()));
        }
    }

    private static String kind(SimulatedChannel channel) {
        return channel.isThread() ? "THREAD" : "CHANNEL";
    }

    private void aboutMessages(GatewaySession session, String type, String channelId, ObjectNode data) {
        boolean visible = guild.channels()
                .withId(channelId)
                .filter(channel -> guild.permissions().mayBot(channel, Permission.VIEW_CHANNEL))
                .isPresent();
        if (visible && session.intents().includes(Intents.GUILD_MESSAGES)) {
            session.dispatch(type, data);
        }
    }

    private void aboutEvents(GatewaySession session, String change, ScheduledEvent event) {
        if (session.intents().includes(Intents.GUILD_SCHEDULED_EVENTS)) {
            session.dispatch("GUILD_SCHEDULED_EVENT_" + change, ScheduledEventJson.of(guild, event));
        }
    }

    private static void aboutGuild(GatewaySession session, String type, ObjectNode data) {
        if (session.intents().includes(Intents.GUILDS)) {
            session.dispatch(type, data);
        }
    }

    private ObjectNode role(SimulatedRole role) {
        return inGuild().set("role", json.role(role));
    }

    private ObjectNode inGuild() {
        return JsonNodeFactory.instance.objectNode().put("guild_id", guild.id());
    }

    private ObjectNode message(SimulatedMessage message, Intents intents) {
        var data =
                json.message(message, intents.includes(Intents.MESSAGE_CONTENT)).put("guild_id", guild.id());
        if (message.webhookId() == null) {
            var member = json.member(message.author());
            member.remove("user");
            data.set("member", member);
        }
        return data;
    }
}
