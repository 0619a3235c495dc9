package dev.gatewaysync.simulator;

import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.MessageBody;
import dev.gatewaysync.simulator.guild.MessageDraft;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.guild.Tokens;
import dev.gatewaysync.simulator.guild.Webhook;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/** Another server than the first, with the same bot in it. */
public final class SimulatedServer {
    private final Guild guild;
    private final String webUrl;

    SimulatedServer(Guild guild, String webUrl) {
        this.guild = guild;
        this.webUrl = webUrl;
    }

    public String id() {
        return guild.id();
    }

    /** A text channel of that name, if there is none. */
    public String ensureChannel(String name) {
        return guild.channels().listed().stream()
                .filter(channel -> channel.name().equals(name))
                .map(SimulatedChannel::id)
                .findFirst()
                .orElseGet(() -> guild.channels()
                        .add(guild.nextId(), SimulatedChannel.TEXT, name, null, null)
                        .id());
    }

    public void removeChannel(String name) {
        guild.removeChannel(guild.channels().named(name));
    }

    /** @return the URL of a new webhook for this channel */
    public String addWebhook(String channelName) {
        var channel = guild.channels().named(channelName).id();
        var webhook = guild.webhooks().add(new Webhook(guild.nextId(), channel, Tokens.webhook(), guild.name()));
        return webUrl + "api/webhooks/" + webhook.id() + "/" + webhook.token();
    }

    /** Oldest first, as they stand now. */
    public List<SimulatedMessage> messages(String channelName) {
        return List.copyOf(
                guild.messages().in(guild.channels().named(channelName).id()));
    }

    /** The owner writes something. */
    public void say(String channelName, String content) {
        var nothing = JsonNodeFactory.instance;
        var body = new MessageBody(content, nothing.arrayNode(), nothing.arrayNode(), 0, null, null);
        var channel = guild.channels().named(channelName).id();
        guild.messages().create(new MessageDraft(channel, guild.owner(), null, body, null, false));
    }

    /** Roles, and what single channels change in them. */
    public SimulatedPermissions permissions() {
        return new SimulatedPermissions(guild);
    }

    /** Somebody takes the bot out of this server. */
    public void removeBot() {
        guild.removeBot();
    }

    /** Somebody invites the bot again. */
    public void inviteBot() {
        guild.letBotJoin();
    }
}
