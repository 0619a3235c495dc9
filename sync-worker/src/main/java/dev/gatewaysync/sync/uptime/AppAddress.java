package dev.gatewaysync.sync.uptime;

import dev.gatewaysync.service.settings.Secret;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked to see whether the main app is up.
 *
 * @param page its first page, or what {@code UPTIME_PATH} says
 * @param instead asked where there is no such page: an app that is only an interface has none; null if the page is all
 * @param key for {@code instead}, as for every reading of the catalogue
 */
record AppAddress(URI page, @Nullable URI instead, Optional<Secret> key) {
    static AppAddress ofPage(URI app) {
        return new AppAddress(app.getPath().isEmpty() ? app.resolve("/") : app, null, Optional.empty());
    }

    static AppAddress of(URI app, Optional<String> path, Optional<URI> index, Optional<Secret> key) {
        return path.map(own -> new AppAddress(URI.create(withoutSlash(app) + own), null, Optional.<Secret>empty()))
                .orElseGet(() -> new AppAddress(ofPage(app).page(), index.orElse(null), key));
    }

    private static String withoutSlash(URI app) {
        String text = app.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
