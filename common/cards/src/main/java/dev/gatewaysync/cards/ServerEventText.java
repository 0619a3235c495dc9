package dev.gatewaysync.cards;

import dev.gatewaysync.language.Language;
import dev.gatewaysync.language.Texts;
import dev.gatewaysync.storage.history.CardRef;
import java.util.function.Supplier;

/**
 * What an event of the server says of a maintenance, within Discord's bounds.
 *
 * @see <a href="https://docs.discord.com/developers/resources/guild-scheduled-event">Guild Scheduled Event</a>
 */
public final class ServerEventText {
    private static final Texts TEXTS = Texts.beside(ServerEventText.class);
    private static final int NAME = 100;
    private static final int DESCRIPTION = 1000;
    /** Between the words and the sign. */
    private static final String BEFORE_SIGN = "\n\n";

    private final String appName;
    private final Supplier<Language> language;

    /** @param appName where it takes place */
    public ServerEventText(String appName, Supplier<Language> language) {
        this.appName = appName;
        this.language = language;
    }

    /** In one line; Discord shows no markdown in it. */
    public String name(String message) {
        String name = TEXTS.get(language.get(), "event.name", UserText.line(message));
        return UserText.cut(name, NAME);
    }

    /** As it was written, with the sign at its end. */
    public String description(String message, String sign) {
        String end = BEFORE_SIGN + CardRef.shown(sign);
        return UserText.escaped(message, DESCRIPTION - end.length()) + end;
    }

    /** Why, for the server's audit log. */
    public String reason() {
        return TEXTS.get(language.get(), "event.reason", UserText.line(appName));
    }

    public String location() {
        return UserText.cut(UserText.line(appName), NAME);
    }

    /** Whether a description, as Discord tells it, has this sign at its end. */
    public static boolean isSigned(String description, String sign) {
        return description.endsWith(CardRef.shown(sign));
    }
}
