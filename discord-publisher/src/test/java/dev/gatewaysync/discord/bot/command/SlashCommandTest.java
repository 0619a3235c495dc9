package dev.gatewaysync.discord.bot.command;

import static org.assertj.core.api.Assertions.assertThat;

import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import org.junit.jupiter.api.Test;

/** Names that Discord shows to each member in their own language. */
class SlashCommandTest {
    @Test
    void the_command_in_a_messages_menu_has_a_name_in_each_language_and_room_for_it() {
        CommandData data = SlashCommand.ofMessage("suggest-message");
        assertThat(data.getName()).isEqualTo("Suggest this resource");
        assertThat(data.getNameLocalizations().get(DiscordLocale.GERMAN)).isEqualTo("Diese Ressource vorschlagen");
        assertThat(data.getNameLocalizations().toMap().values())
                .allSatisfy(name -> assertThat(name.toString()).hasSizeLessThanOrEqualTo(32));
    }

    @Test
    void a_choice_is_shown_in_each_language_and_told_in_one() {
        Choice choice = SlashCommand.choice("full");
        assertThat(choice.getName()).isEqualTo("full");
        assertThat(choice.getNameLocalizations().get(DiscordLocale.GERMAN)).isEqualTo("vollständig");
        assertThat(choice.getAsString()).isEqualTo("full");
    }
}
