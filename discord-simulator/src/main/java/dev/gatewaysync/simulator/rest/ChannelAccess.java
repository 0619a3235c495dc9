package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import java.util.Optional;

/** Finds what a path names, or throws what Discord answers when it is not there or the bot is shut out. */
record ChannelAccess(Guild guild) {

    private static final int MOST_ACTIVE_THREADS = 1000;
    private static final int MISSING_ACCESS = 50001;
    private static final int MISSING_PERMISSIONS = 50013;

    SimulatedChannel channel(ApiRequest request) {
        var channel = guild.channels()
                .withId(request.parameter("channel"))
                .map(guild::current)
                .orElseThrow(DiscordError::unknownChannel);
        var parent = channel.isThread() ? channel.parentId() : null;
        guild.channels()
                .denialOf(channel.id())
                .or(() -> parent == null ? Optional.empty() : guild.channels().denialOf(parent))
                .ifPresent(code -> {
                    throw DiscordError.denied(code);
                });
        if (!guild.isBotPresent() || !may(channel, Permission.VIEW_CHANNEL)) {
            throw DiscordError.denied(MISSING_ACCESS);
        }
        return channel;
    }

    boolean may(SimulatedChannel channel, long permission) {
        return guild.permissions().mayBot(channel, permission);
    }

    void require(SimulatedChannel channel, long permission) {
        if (!may(channel, permission)) {
            throw DiscordError.denied(MISSING_PERMISSIONS);
        }
    }

    /** In the server as a whole. */
    void require(long permission) {
        if (!guild.permissions().mayBot(permission)) {
            throw DiscordError.denied(MISSING_PERMISSIONS);
        }
    }

    /** Sending has a permission of its own in threads, and a locked one is for those who look after it. */
    void requireSending(SimulatedChannel channel) {
        require(channel, channel.isThread() ? Permission.SEND_MESSAGES_IN_THREADS : Permission.SEND_MESSAGES);
        var thread = channel.threadState();
        if (thread != null && thread.locked() && !may(channel, Permission.MANAGE_THREADS)) {
            throw DiscordError.threadLocked();
        }
    }

    void requireRoomForThread() {
        if (guild.activeThreads().size() >= MOST_ACTIVE_THREADS) {
            throw DiscordError.tooManyThreads();
        }
    }

    /** Without it the bot sees what is said from now on, but nothing of what has been said. */
    boolean seesHistory(SimulatedChannel channel) {
        return may(channel, Permission.READ_MESSAGE_HISTORY);
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
