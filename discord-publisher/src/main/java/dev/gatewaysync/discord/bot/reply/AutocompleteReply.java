package dev.gatewaysync.discord.bot.reply;

import java.util.List;
import java.util.function.Supplier;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what somebody types with what may be chosen, off JDA's own thread; where that fails, with nothing to choose. */
public final class AutocompleteReply {
    private static final Logger log = LoggerFactory.getLogger(AutocompleteReply.class);

    private AutocompleteReply() {}

    /** @param choices at most 25 */
    public static void of(CommandAutoCompleteInteractionEvent event, Supplier<List<Choice>> choices) {
        Thread.ofVirtual()
                .name("discord-autocomplete")
                .start(() -> event.replyChoices(computed(choices))
                        .queue(
                                done -> {},
                                failure -> log.debug("autocomplete.not_answered reason={}", failure.toString())));
    }

    private static List<Choice> computed(Supplier<List<Choice>> choices) {
        try {
            return choices.get();
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            log.warn("autocomplete.failed reason={} next=nothing is offered", e.toString());
            return List.of();
        }
    }
}
