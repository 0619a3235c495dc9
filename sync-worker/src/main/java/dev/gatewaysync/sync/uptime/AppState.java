package dev.gatewaysync.sync.uptime;

import java.util.Locale;

/** What a check found. */
enum AppState {
    UP,
    /** It answers, but not what it should. */
    DEGRADED,
    DOWN;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AppState ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
