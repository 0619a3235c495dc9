package dev.gatewaysync.cards;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Times that each reader sees in a time zone of their own. */
final class DiscordTimestamp {
    private DiscordTimestamp() {}

    /** Discord's timestamp markup, or the text as typed if it is no ISO-8601 time. */
    static String shown(@Nullable String iso) {
        String text = UserText.line(iso);
        if (text.isEmpty()) {
            return "";
        }
        try {
            return "<t:" + OffsetDateTime.parse(text).toEpochSecond() + ":f>";
        } catch (DateTimeException e) {
            return UserText.escaped(text, 200);
        }
    }
}
