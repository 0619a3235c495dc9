package dev.gatewaysync.simulator;

import dev.gatewaysync.simulator.guild.Author;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.MessageBody;
import dev.gatewaysync.simulator.guild.MessageDraft;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.interaction.Interactions;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** A person at the keyboard. */
public final class SimulatedPerson {

    private static final String USUAL_CHANNEL = "general-chat";

    private final Guild guild;
    private final Interactions interactions;
    private final Author self;

    SimulatedPerson(Guild guild, Interactions interactions, Author self) {
        this.guild = guild;
        this.interactions = interactions;
        this.self = self;
    }

    public String id() {
        return self.id();
    }

    public String name() {
        return self.name();
    }

    public SimulatedMessage say(String channelName, String content) {
        var nothing = JsonNodeFactory.instance;
        var body = new MessageBody(content, nothing.arrayNode(), nothing.arrayNode(), 0, null, null);
        var draft = new MessageDraft(guild.channels().named(channelName).id(), self, null, body, null, false);
        return guild.messages().create(draft).message();
    }

    /** Runs a slash command in {@code #general-chat}; returns at once, before it is answered. */
    public SimulatedInteraction slash(String command, Map<String, Object> options) {
        return slashIn(USUAL_CHANNEL, command, options);
    }

    public SimulatedInteraction slashIn(String channelName, String command, Map<String, Object> options) {
        return interactions.command(self, guild.channels().named(channelName).id(), command, options);
    }

    /** Types in an option of a command; the answer is what may be chosen. */
    public SimulatedInteraction type(String command, Map<String, Object> options, String focused) {
        return interactions.autocomplete(
                self, guild.channels().named(USUAL_CHANNEL).id(), command, options, focused);
    }

    /** Right click on a message, Apps, and the command of that name. */
    public SimulatedInteraction commandOn(SimulatedMessage message, String command) {
        return interactions.commandOn(self, message, command);
    }

    /** Chooses from a menu of a message, named by its custom id. */
    public SimulatedInteraction select(SimulatedMessage message, String menu, List<String> values) {
        return interactions.select(self, message, menu, values);
    }

    /** @param emoji as it is typed */
    public void react(SimulatedMessage message, String emoji) {
        guild.messages().react(message, self, emoji);
    }

    /** Presses a button, named by its label or custom id. */
    public SimulatedInteraction press(SimulatedMessage message, String button) {
        return interactions.press(self, message, button);
    }
}
