package dev.gatewaysync.cards;

import dev.gatewaysync.events.AppStatusChanged;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Maintenance;
import dev.gatewaysync.events.VisibleText;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.language.Texts;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.function.Supplier;

/** The title of a thread or a forum's post: of a card that is edited one that stays true. */
public final class PostTitle {
    private static final Texts TEXTS = Texts.beside(PostTitle.class);
    private static final int LONGEST = 100;

    private final Supplier<Language> language;

    public PostTitle(Supplier<Language> language) {
        this.language = language;
    }

    /** @param event the first that the message tells of */
    public String of(EventEnvelope event, Message message) {
        GatewayEvent said = event.event();
        if (said instanceof Maintenance maintenance) {
            return fitting("🔧 " + text("post.maintenance", maintenance.message()));
        }
        if (said instanceof AppStatusChanged status && status.incident() != null) {
            return fitting("🚨 " + text("post.incident", day(LocalDate.ofInstant(event.timestamp(), ZoneOffset.UTC))));
        }
        return fitting(message.title());
    }

    private String day(LocalDate day) {
        return language.get() == Language.ENGLISH
                ? day.toString()
                : day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(language.get().locale()));
    }

    private String text(String key, Object... arguments) {
        return TEXTS.get(language.get(), key, arguments);
    }

    private String fitting(String title) {
        String text = shortened(title);
        return text.isEmpty() ? text("post.untitled") : text;
    }

    /** In one line, within Discord's bound. */
    public static String shortened(String title) {
        String text = VisibleText.trimmed(title.replaceAll("[\\s\\u0085\\u2028\\u2029]+", " "));
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = LONGEST - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
