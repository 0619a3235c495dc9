package dev.gatewaysync.cards;

import dev.gatewaysync.language.Language;
import dev.gatewaysync.language.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormatSymbols;

/** Numbers and times in words. */
final class Numbers {
    private static final Texts TEXTS = Texts.beside(Numbers.class);

    private Numbers() {}

    /** {@code 12,345}, and {@code 12.345} in German. */
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

    /** {@code 2 h 5 min}, as the language writes it: its two largest units, the second where there is something of it. */
    static String duration(long seconds, Language language) {
        if (seconds >= 86_400) {
            return parts(language, "days", seconds / 86_400, "hours", seconds % 86_400 / 3_600);
        }
        if (seconds >= 3_600) {
            return parts(language, "hours", seconds / 3_600, "minutes", seconds % 3_600 / 60);
        }
        return seconds >= 60
                ? parts(language, "minutes", seconds / 60, "seconds", seconds % 60)
                : TEXTS.get(language, "duration.seconds", seconds);
    }

    private static String parts(Language language, String unit, long count, String smaller, long rest) {
        String first = TEXTS.get(language, "duration." + unit, count);
        return rest == 0 ? first : first + " " + TEXTS.get(language, "duration." + smaller, rest);
    }
}
