package dev.gatewaysync.simulator.interaction;

import dev.gatewaysync.simulator.clock.SimulatorClock;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.Mentioned;
import dev.gatewaysync.simulator.guild.MessageBody;
import dev.gatewaysync.simulator.guild.MessageDraft;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** What the application answers. A reply that only one person sees is kept here and stands in no channel. */
public final class Replies {

    /** Stands for the first reply in a path. */
    private static final String ORIGINAL = "@original";

    private final Guild guild;
    private final Interactions interactions;
    private final SimulatorClock clock;
    private final Map<String, SimulatedMessage> ephemeral = new ConcurrentHashMap<>();

    public Replies(Guild guild, Interactions interactions, SimulatorClock clock) {
        this.guild = guild;
        this.interactions = interactions;
        this.clock = clock;
    }

    /** The one that waits for its first answer; empty if there is none, or it has waited too long. */
    public Optional<SimulatedInteraction> awaiting(String id, String token) {
        return interactions
                .withId(id)
                .filter(interaction -> interaction.token().equals(token))
                .filter(interaction -> interaction.acknowledgedAfter().isPresent()
                        || interaction.ageNanos(interactions.now()) < Interactions.FIRST_ANSWER.toNanos());
    }

    /** The one that may still be answered further. */
    public Optional<SimulatedInteraction> open(String token) {
        return interactions
                .withToken(token)
                .filter(interaction -> interaction.acknowledgedAfter().isPresent());
    }

    /** False if it has been acknowledged before. */
    public boolean acknowledge(SimulatedInteraction interaction) {
        return interaction.acknowledge(interactions.now());
    }

    public void openModal(SimulatedInteraction interaction, JsonNode modal) {
        interaction.ask(modal);
        interactions.changed(interaction);
    }

    public void offerChoices(SimulatedInteraction interaction, JsonNode choices) {
        interaction.offer(choices);
        interactions.changed(interaction);
    }

    /** "Thinking…", to be edited into the reply. */
    public SimulatedMessage defer(SimulatedInteraction interaction, int flags) {
        var nothing = tools.jackson.databind.node.JsonNodeFactory.instance;
        return reply(
                interaction,
                new MessageBody("", nothing.arrayNode(), nothing.arrayNode(), flags | ReplyFlags.LOADING, null, null));
    }

    public SimulatedMessage reply(SimulatedInteraction interaction, MessageBody body) {
        var message = followUp(interaction, body);
        interaction.replied(message);
        interactions.changed(interaction);
        return message;
    }

    /** Answers a button: from now on {@code @original} is the button's message. Empty if that is gone. */
    public Optional<SimulatedMessage> update(SimulatedInteraction interaction, UnaryOperator<MessageBody> change) {
        var updated = interaction
                .pressedOn()
                .flatMap(message -> ephemeral.containsKey(message.id())
                        ? Optional.of(editEphemeral(message.id(), change))
                        : guild.messages().edit(message.channelId(), message.id(), change));
        updated.ifPresent(interaction::replied);
        interactions.changed(interaction);
        return updated;
    }

    /** As {@link #update}, with the change still to come. */
    public void deferUpdate(SimulatedInteraction interaction) {
        interaction.pressedOn().ifPresent(interaction::replied);
        interactions.changed(interaction);
    }

    /** One more message. */
    public SimulatedMessage followUp(SimulatedInteraction interaction, MessageBody body) {
        if ((body.flags() & ReplyFlags.EPHEMERAL) == 0) {
            var draft =
                    new MessageDraft(interaction.channelId(), guild.bot(), guild.applicationId(), body, null, false);
            return guild.messages().create(draft).message();
        }
        var message = new SimulatedMessage(
                guild.nextId(),
                interaction.channelId(),
                guild.bot(),
                guild.applicationId(),
                body,
                null,
                null,
                clock.wall().instant(),
                null,
                0,
                false,
                Mentioned.NOBODY);
        ephemeral.put(message.id(), message);
        return message;
    }

    /** @param messageId or {@code @original} */
    public Optional<SimulatedMessage> find(SimulatedInteraction interaction, String messageId) {
        if (messageId.equals(ORIGINAL)) {
            return interaction.reply();
        }
        return Optional.ofNullable(ephemeral.get(messageId))
                .or(() -> guild.messages().withId(interaction.channelId(), messageId))
                .filter(message -> message.author().equals(guild.bot()));
    }

    /** @param messageId or {@code @original}; empty if there is none */
    public Optional<SimulatedMessage> edit(
            SimulatedInteraction interaction, String messageId, UnaryOperator<MessageBody> change) {
        UnaryOperator<MessageBody> thought = body -> notLoading(change.apply(body));
        var edited = find(interaction, messageId)
                .flatMap(message -> ephemeral.containsKey(message.id())
                        ? Optional.of(editEphemeral(message.id(), thought))
                        : guild.messages().edit(message.channelId(), message.id(), thought));
        edited.filter(message -> isReply(interaction, message)).ifPresent(interaction::replied);
        interactions.changed(interaction);
        return edited;
    }

    private SimulatedMessage editEphemeral(String id, UnaryOperator<MessageBody> change) {
        return ephemeral.computeIfPresent(id, (same, old) -> guild.messages().edited(old, change.apply(old.body())));
    }

    /** @return whether there was such a message */
    public boolean delete(SimulatedInteraction interaction, String messageId) {
        var message = find(interaction, messageId);
        message.ifPresent(found -> {
            if (ephemeral.remove(found.id()) == null) {
                guild.messages().delete(found.channelId(), found.id());
            }
            if (isReply(interaction, found)) {
                interaction.replied(null);
            }
            interactions.changed(interaction);
        });
        return message.isPresent();
    }

    private static boolean isReply(SimulatedInteraction interaction, SimulatedMessage message) {
        return interaction
                .reply()
                .filter(reply -> reply.id().equals(message.id()))
                .isPresent();
    }

    private static MessageBody notLoading(MessageBody body) {
        return new MessageBody(
                body.content(),
                body.embeds(),
                body.components(),
                body.flags() & ~ReplyFlags.LOADING,
                body.allowedMentions(),
                body.replyTo());
    }
}
