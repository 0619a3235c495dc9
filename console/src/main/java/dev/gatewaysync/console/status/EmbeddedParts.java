package dev.gatewaysync.console.status;

import dev.gatewaysync.service.settings.Settings;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The servers that {@code ./gateway start} runs itself: nobody can start them, and nobody has to. */
@Component
public final class EmbeddedParts {
    public static final String BROKER = "broker";
    public static final String REDIS = "redis";

    private final Set<String> parts;

    EmbeddedParts(Settings settings) {
        this.parts = Set.of(settings.text("GATEWAY_EMBEDDED", "").split(","));
    }

    public boolean has(String part) {
        return parts.contains(part);
    }

    /** What to do while one does not answer. */
    public static String advice() {
        return "Wait some seconds: the gateway starts it anew by itself. If it stays away, the log says why, and a restart of the"
                + " gateway loses nothing";
    }
}
