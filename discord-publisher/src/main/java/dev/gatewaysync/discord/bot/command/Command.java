package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import java.util.Map;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.modals.Modal;

/** One command. Its methods are called on JDA's own thread: they acknowledge at once and work elsewhere. */
interface Command {
    /** As it is registered; its name is the key. */
    CommandData data();

    /** It was typed. */
    default void run(SlashCommandInteractionEvent event) {
        throw new IllegalStateException("Nobody types " + data().getName());
    }

    /** It was chosen from the menu of a message. */
    default void run(MessageContextInteractionEvent event) {
        throw new IllegalStateException("/" + data().getName() + " is not for messages");
    }

    /** One of its options is being typed. */
    default void complete(CommandAutoCompleteInteractionEvent event) {
        throw new IllegalStateException("/" + data().getName() + " completes no option");
    }

    /** Something was chosen from the menu that it has shown, whose id begins with the command's name. */
    default void chosen(StringSelectInteractionEvent event) {
        throw new IllegalStateException("/" + data().getName() + " shows no menu");
    }

    /**
     * The modal that it opens, whose id is the command's name.
     *
     * @param typed label of a field → what stands in it at the beginning
     */
    default Modal form(Map<String, String> typed, ReplyTexts texts) {
        throw new IllegalStateException("/" + data().getName() + " opens no modal");
    }

    /** The modal was filled in. */
    default void submitted(ModalInteractionEvent event) {
        throw new IllegalStateException("/" + data().getName() + " opens no modal");
    }
}
