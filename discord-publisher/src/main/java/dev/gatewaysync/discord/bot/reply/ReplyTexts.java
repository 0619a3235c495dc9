package dev.gatewaysync.discord.bot.reply;

import dev.gatewaysync.language.Language;
import dev.gatewaysync.language.Texts;

/** What the bot says, in one language; {@code texts.properties} beside this class has the words. */
public record ReplyTexts(Language language) {
    private static final Texts TEXTS = Texts.beside(ReplyTexts.class);

    /** @param arguments somebody else's text among them is safe markdown already */
    public String get(String key, Object... arguments) {
        return TEXTS.get(language, key, arguments);
    }
}
