package dev.gatewaysync.discord.bot.reply;

import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.discord.route.ServerLanguage;
import dev.gatewaysync.language.Language;
import java.util.Optional;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.interactions.Interaction;
import org.jspecify.annotations.Nullable;

/**
 * In which language somebody is answered: the one that is set, else the server's own, which everybody shares who may see the answer.
 */
public final class ReplyLanguage {
    private final Optional<Language> set;
    private final DiscordCredentials credentials;
    private final ServerLanguage server;

    public ReplyLanguage(Optional<Language> set, DiscordCredentials credentials, ServerLanguage server) {
        this.set = set;
        this.credentials = credentials;
        this.server = server;
    }

    /** Keeps in mind, for the cards, too, which language a server has. */
    public void seen(Guild guild) {
        server.set(Language.ofLocale(guild.getLocale().getLocale()));
    }

    public ReplyTexts of(Interaction interaction) {
        return of(interaction.getGuild());
    }

    /** Where no interaction is at hand any more. */
    public ReplyTexts of(JDA session) {
        DiscordCredentials.Bot bot = credentials.bot();
        return of(bot == null ? null : session.getGuildById(bot.guildId()));
    }

    private ReplyTexts of(@Nullable Guild guild) {
        return new ReplyTexts(set.orElseGet(
                () -> Language.ofLocale(guild == null ? null : guild.getLocale().getLocale())));
    }
}
