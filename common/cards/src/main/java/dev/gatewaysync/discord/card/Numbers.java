package dev.gatewaysync.discord.card;

import dev.gatewaysync.language.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers and times in words. */
final class Numbers {
    private Numbers() {}

    /** {@code 12,345}. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 12.345} in German. */
    static String grouped(long number, Language language) {
        return String.format(language.locale(), "%,d", number);
    }

    /** {@code 99.97 %}, never rounded up: 100 only if it is all of it. */
    static String percent(double percent) {
        return BigDecimal.valueOf(percent)
                        .setScale(2, RoundingMode.FLOOR)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    /** {@code 99,97 %} in German. */
    static String percent(double percent, Language language) {
        return percent(percent)
                .replace(
                        '.', DecimalFormatSymbols.getInstance(language.locale()).getDecimalSeparator());
    }

    /** {@code 2 h 5 min}: the two largest units. */
    static String duration(long seconds) {
        return duration(seconds, Language.ENGLISH);
    }

    /** As {@link #duration(long)}, its numbers as the language writes them. */
    static String duration(long seconds, Language language) {
        if (seconds >= 86_400) {
            return grouped(seconds / 86_400, language) + " d " + seconds % 86_400 / 3_600 + " h";
        }
        if (seconds >= 3_600) {
            return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
        }
        return seconds >= 60 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds + " s";
    }
}
