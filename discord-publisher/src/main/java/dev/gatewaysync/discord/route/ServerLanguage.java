package dev.gatewaysync.discord.route;

import dev.gatewaysync.language.Language;

/** The language of the server where the bot is, as Discord told it last; English until then, and where there is no bot. */
public final class ServerLanguage {
    private volatile Language language = Language.ENGLISH;

    public Language get() {
        return language;
    }

    public void set(Language told) {
        language = told;
    }
}
