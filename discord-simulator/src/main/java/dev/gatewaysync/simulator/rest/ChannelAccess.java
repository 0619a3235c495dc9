package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import java.util.Optional;

/** Finds what a path names, or throws what Discord answers when it is not there or the bot is shut out. */
record ChannelAccess(Guild guild) {

    SimulatedChannel channel(ApiRequest request) {
        var channel = guild.channels().withId(request.parameter("channel")).orElseThrow(DiscordError::unknownChannel);
        var parent = channel.isThread() ? channel.parentId() : null;
        guild.channels()
                .denialOf(channel.id())
                .or(() -> parent == null ? Optional.empty() : guild.channels().denialOf(parent))
                .ifPresent(code -> {
                    throw DiscordError.denied(code);
                });
        return channel;
    }

    /** Also a thread, which is one; a forum is none. */
    SimulatedChannel textChannel(ApiRequest request) {
        var channel = channel(request);
        if (!channel.holdsMessages()) {
            throw DiscordError.notATextChannel();
        }
        return channel;
    }

    /** In an archived thread nothing can be edited. */
    void requireOpen(String channelId) {
        if (guild.channels()
                .withId(channelId)
                .filter(SimulatedChannel::isArchived)
                .isPresent()) {
            throw DiscordError.threadArchived();
        }
    }

    SimulatedMessage message(ApiRequest request) {
        var channel = channel(request);
        return guild.messages()
                .withId(channel.id(), request.parameter("message"))
                .orElseThrow(DiscordError::unknownMessage);
    }
}
