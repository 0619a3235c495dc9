package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.limits.RateLimits;
import java.util.List;

/**
 * Publishes messages of announcement channels. One's own takes the permission to send, anybody else's, and so a webhook's, that to
 * manage messages, too. How many there may be in an hour stands in no header (discord.js #4956, Discord.Net #2100).
 *
 * @see <a href="https://docs.discord.com/developers/resources/message#crosspost-message">Crosspost Message</a>
 */
final class CrosspostRoutes {

    private static final String CROSSPOST = "/channels/{channel}/messages/{message}/crosspost";

    private final Guild guild;
    private final ChannelAccess access;
    private final DiscordJson json;
    private final RateLimits limits;

    CrosspostRoutes(Guild guild, DiscordJson json, RateLimits limits) {
        this.guild = guild;
        this.access = new ChannelAccess(guild);
        this.json = json;
        this.limits = limits;
    }

    List<Route> routes() {
        return List.of(Route.bot("POST", CROSSPOST, Limits.CROSSPOST, this::crosspost));
    }

    private Answer crosspost(ApiRequest request) {
        var channel = access.channel(request);
        var message = access.message(request);
        if (!channel.isAnnouncement()) {
            throw DiscordError.wrongTypeOfChannel();
        }
        access.require(channel, Permission.SEND_MESSAGES);
        if (!message.author().id().equals(guild.bot().id()) || message.webhookId() != null) {
            access.require(channel, Permission.MANAGE_MESSAGES);
        }
        if (message.body().replyTo() != null) {
            // Clients offer it for plain messages alone.
            throw DiscordError.wrongTypeOfMessage();
        }
        if (message.published()) {
            throw DiscordError.alreadyCrossposted();
        }
        limits.admitCrosspost(channel.id());
        return guild.messages()
                .publish(channel.id(), message.id())
                .map(published -> Answer.ok(json.message(published)))
                .orElseThrow(DiscordError::alreadyCrossposted);
    }
}
