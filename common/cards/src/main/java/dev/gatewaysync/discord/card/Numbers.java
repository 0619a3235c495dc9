package dev.gatewaysync.discord.card;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers and times in words. */
final class Numbers {
    private Numbers() {}

    /** {@code 12,345}. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 99.97 %}, never rounded up: 100 only if it is all of it. */
    static String percent(double percent) {
        return BigDecimal.valueOf(percent)
                        .setScale(2, RoundingMode.FLOOR)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    /** {@code 2 h 5 min}: the two largest units. */
    static String duration(long seconds) {
        if (seconds >= 86_400) {
            return grouped(seconds / 86_400) + " d " + seconds % 86_400 / 3_600 + " h";
        }
        if (seconds >= 3_600) {
            return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
        }
        return seconds >= 60 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds + " s";
    }
}
