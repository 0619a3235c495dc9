package dev.gatewaysync.simulator.guild;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that has happened in the guild, told to the gateway's sessions and to the web page. */
public sealed interface GuildEvent {

    record MessageCreated(SimulatedMessage message) implements GuildEvent {}

    /** @param edited false when only its pin changed */
    record MessageUpdated(SimulatedMessage message, boolean edited) implements GuildEvent {}

    record MessageDeleted(String messageId, String channelId) implements GuildEvent {}

    record PinsChanged(String channelId, @Nullable Instant lastPin) implements GuildEvent {}

    record ChannelCreated(SimulatedChannel channel) implements GuildEvent {}

    record ChannelUpdated(SimulatedChannel channel) implements GuildEvent {}

    record ChannelDeleted(SimulatedChannel channel) implements GuildEvent {}

    record BotJoined() implements GuildEvent {}

    /** @param outage whether the guild is only away for a while, and the bot still in it */
    record BotLeft(boolean outage) implements GuildEvent {}

    record RoleCreated(SimulatedRole role) implements GuildEvent {}

    record PresenceChanged(Presence presence) implements GuildEvent {}

    record GuildUpdated() implements GuildEvent {}

    record RoleUpdated(SimulatedRole role) implements GuildEvent {}

    record EventChanged(ScheduledEvent event, boolean isNew) implements GuildEvent {}

    record EventDeleted(ScheduledEvent event) implements GuildEvent {}
}
