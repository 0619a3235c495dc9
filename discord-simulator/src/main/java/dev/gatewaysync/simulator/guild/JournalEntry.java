package dev.gatewaysync.simulator.guild;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.databind.JsonNode;

/** One line of the journal. Each says how a thing stands now, never how it changed, so that a line may be read twice. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalEntry.MessageStands.class, name = "message"),
    @JsonSubTypes.Type(value = JournalEntry.MessageGone.class, name = "message-gone"),
    @JsonSubTypes.Type(value = JournalEntry.ChannelStands.class, name = "channel"),
    @JsonSubTypes.Type(value = JournalEntry.ChannelGone.class, name = "channel-gone"),
    @JsonSubTypes.Type(value = JournalEntry.WebhookStands.class, name = "webhook"),
    @JsonSubTypes.Type(value = JournalEntry.WebhookGone.class, name = "webhook-gone"),
    @JsonSubTypes.Type(value = JournalEntry.CommandsStand.class, name = "commands"),
    @JsonSubTypes.Type(value = JournalEntry.EventStands.class, name = "event"),
    @JsonSubTypes.Type(value = JournalEntry.EventGone.class, name = "event-gone")
})
sealed interface JournalEntry {

    record MessageStands(SimulatedMessage message) implements JournalEntry {}

    record MessageGone(String id) implements JournalEntry {}

    record ChannelStands(SimulatedChannel channel) implements JournalEntry {}

    record ChannelGone(String id) implements JournalEntry {}

    record WebhookStands(Webhook webhook) implements JournalEntry {}

    record WebhookGone(String id) implements JournalEntry {}

    record CommandsStand(String scope, JsonNode commands) implements JournalEntry {}

    record EventStands(ScheduledEvent event) implements JournalEntry {}

    record EventGone(String id) implements JournalEntry {}
}
