package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import dev.gatewaysync.language.Language;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;

/**
 * How commands are described: in English, and in the other languages to whoever has set their Discord so. The names of typed commands are
 * the same for everybody; those in a message's menu and of choices are in each language.
 *
 * @see <a href="https://docs.discord.com/developers/interactions/application-commands#localization">Localization</a>
 */
final class SlashCommand {
    private SlashCommand() {}

    static SlashCommandData named(String name) {
        SlashCommandData data = Commands.slash(name, described(Language.ENGLISH, name));
        for (Language language : Language.values()) {
            if (language != Language.ENGLISH) {
                data.setDescriptionLocalization(locale(language), described(language, name));
            }
        }
        return data;
    }

    /** @param of the command, and nothing where all commands have the option */
    static OptionData option(OptionType type, String of, String name) {
        String key = of.isEmpty() ? name : of + "." + name;
        OptionData option = new OptionData(type, name, described(Language.ENGLISH, key));
        for (Language language : Language.values()) {
            if (language != Language.ENGLISH) {
                option.setDescriptionLocalization(locale(language), described(language, key));
            }
        }
        return option;
    }

    /** In the menu of a message, where names are whole phrases. */
    static CommandData ofMessage(String name) {
        CommandData data = Commands.message(described(Language.ENGLISH, name));
        for (Language language : Language.values()) {
            if (language != Language.ENGLISH) {
                data.setNameLocalization(locale(language), described(language, name));
            }
        }
        return data;
    }

    /** @param value as the command gets it, in whatever language it was chosen */
    static Choice choice(String value) {
        Choice choice = new Choice(new ReplyTexts(Language.ENGLISH).get("choice." + value), value);
        for (Language language : Language.values()) {
            if (language != Language.ENGLISH) {
                choice.setNameLocalization(locale(language), new ReplyTexts(language).get("choice." + value));
            }
        }
        return choice;
    }

    private static String described(Language language, String key) {
        return new ReplyTexts(language).get("command." + key);
    }

    private static DiscordLocale locale(Language language) {
        return DiscordLocale.from(language.code());
    }
}
