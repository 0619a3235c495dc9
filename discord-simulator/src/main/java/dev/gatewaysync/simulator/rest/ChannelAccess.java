package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.guild.SimulatedMessage;

/** Finds what a path names, or throws what Discord answers when it is not there or the bot is shut out. */
record ChannelAccess(Guild guild) {

    SimulatedChannel channel(ApiRequest request) {
        var channel = guild.channels().withId(request.parameter("channel")).orElseThrow(DiscordError::unknownChannel);
        guild.channels().denialOf(channel.id()).ifPresent(code -> {
            throw DiscordError.denied(code);
        });
        return channel;
    }

    SimulatedChannel textChannel(ApiRequest request) {
        var channel = channel(request);
        if (!channel.isText()) {
            throw DiscordError.notATextChannel();
        }
        return channel;
    }

    SimulatedMessage message(ApiRequest request) {
        var channel = channel(request);
        return guild.messages()
                .withId(channel.id(), request.parameter("message"))
                .orElseThrow(DiscordError::unknownMessage);
    }
}
