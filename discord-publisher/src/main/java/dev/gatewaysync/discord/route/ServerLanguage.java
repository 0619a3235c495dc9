package dev.gatewaysync.discord.route;

import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.language.Language;
import org.jspecify.annotations.Nullable;

/** The language of the server where the bot is, as Discord told it last; English until then, and where there is no bot. */
public final class ServerLanguage {
    private final DiscordCredentials credentials;
    private final DiscordRest rest;
    private volatile @Nullable Language told;

    public ServerLanguage(DiscordCredentials credentials, DiscordRest rest) {
        this.credentials = credentials;
        this.rest = rest;
    }

    public Language get() {
        Language known = told;
        return known == null ? Language.ENGLISH : known;
    }

    public void set(Language now) {
        told = now;
    }

    /**
     * Asks Discord, where nobody has told it: the bot's session, which tells of every change, may begin long after the first card
     * is sent. A refusal holds up nothing.
     */
    public void learn() throws InterruptedException {
        DiscordCredentials.Bot bot = credentials.bot();
        if (told == null && bot != null && rest.guild(bot.guildId()) instanceof RestResult.Done guild) {
            Language asked =
                    Language.ofLocale(guild.body().path("preferred_locale").asString(""));
            // The session may have told it meanwhile, and knows better.
            told = told == null ? asked : told;
        }
    }
}
