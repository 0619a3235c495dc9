package dev.gatewaysync.discord.bot.command;

import java.util.Map;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.modals.Modal;

/** One slash command. Its methods are called on JDA's own thread: they acknowledge at once and work elsewhere. */
interface Command {
    /** As it is registered; its name is the key. */
    SlashCommandData data();

    void run(SlashCommandInteractionEvent event);

    /**
     * The modal that it opens, whose id is the command's name.
     *
     * @param typed label of a field → what stands in it at the beginning
     */
    default Modal form(Map<String, String> typed) {
        throw new IllegalStateException("/" + data().getName() + " opens no modal");
    }

    /** The modal was filled in. */
    default void submitted(ModalInteractionEvent event) {
        throw new IllegalStateException("/" + data().getName() + " opens no modal");
    }
}
