package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.bot.reply.DeferredReply;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import java.util.function.Function;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;

/** Who sees what a command answers: the one who asked, unless that one wants everybody to. */
final class Visibility {
    private static final String NAME = "visible";
    private static final String EVERYONE = "everyone";
    private static final String ME = "me";

    private Visibility() {}

    /** The last option of each command that shows something. */
    static OptionData option() {
        return SlashCommand.option(OptionType.STRING, "", NAME)
                .addChoices(SlashCommand.choice(EVERYONE), SlashCommand.choice(ME));
    }

    /** @param answer as {@link DeferredReply} takes it */
    static void answer(SlashCommandInteractionEvent event, ReplyTexts texts, Function<InteractionHook, Object> answer) {
        if (event.getOption(NAME, ME, OptionMapping::getAsString).equals(EVERYONE)) {
            DeferredReply.inPublic(event, texts, answer);
        } else {
            DeferredReply.inPrivate(event, texts, answer);
        }
    }
}
