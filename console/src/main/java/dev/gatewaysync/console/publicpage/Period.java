package dev.gatewaysync.console.publicpage;

import java.util.Arrays;
import java.util.Optional;

/** A time up to now, of which the page and the badge say the uptime. */
enum Period {
    DAY("24h", 1, "24 hours"),
    WEEK("7d", 7, "7 days"),
    MONTH("30d", 30, "30 days"),
    QUARTER("90d", 90, "90 days");

    private final String sign;
    private final int days;
    private final String words;

    Period(String sign, int days, String words) {
        this.sign = sign;
        this.days = days;
        this.words = words;
    }

    static Optional<Period> of(String sign) {
        return Arrays.stream(values()).filter(each -> each.sign.equals(sign)).findFirst();
    }

    /** As in an address: {@code 30d}. */
    String sign() {
        return sign;
    }

    int days() {
        return days;
    }

    /** As people say it. */
    String words() {
        return words;
    }
}
