package dev.gatewaysync.sync.notify;

import dev.gatewaysync.messaging.Backoff;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.service.settings.SecretMask;
import dev.gatewaysync.service.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * @param target where the main app takes what happens in Discord; empty if it does not
 * @param keys each signs, and the first goes out as a Bearer token
 * @param backoff between tries
 * @param mask of all secrets that nothing may show to operators
 */
public record NotifySettings(
        Optional<URI> target, List<Secret> keys, Duration timeout, Backoff backoff, SecretMask mask) {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** Reports invalid values through {@code settings}. */
    public static NotifySettings of(Settings settings) {
        Optional<String> path = settings.value(
                "MAIN_APP_NOTIFY_PATH",
                Optional.<String>empty(),
                "must be a path that starts with /",
                "/api/discord",
                text -> {
                    if (!text.startsWith("/")) {
                        throw new IllegalArgumentException("not a path");
                    }
                    URI.create(text);
                    return Optional.of(text);
                });
        Optional<URI> app = settings.httpUrl("MAIN_APP_URL", "https://app.example");
        if (path.isPresent() && app.isEmpty()) {
            settings.problem(
                    "MAIN_APP_NOTIFY_PATH", "needs MAIN_APP_URL, for example MAIN_APP_URL=https://app.example");
        }
        return new NotifySettings(
                app.flatMap(base -> path.map(below -> URI.create(base + below))),
                settings.secrets("MAIN_APP_API_KEY"),
                TIMEOUT,
                BACKOFF,
                SecretMask.of(settings));
    }
}
