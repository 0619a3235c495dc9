package dev.gatewaysync.discord.active;

import dev.gatewaysync.discord.ratelimit.Credential;
import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.events.EventJson;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * A wait that Discord imposed, as JSON. Routes hold ids, and no tokens.
 *
 * @param millis how long it was when it was told
 * @param major the top-level resource of the path; empty when the path has none
 */
record StoredWait(
        RateLimited.Scope scope, long millis, Credential credential, String method, String template, String major) {

    StoredWait {
        // Another version may not have written all of it.
        Stream.<Object>of(scope, credential, method, template, major).forEach(Objects::requireNonNull);
    }

    static StoredWait of(Route route, RateLimited told) {
        return new StoredWait(
                told.scope(),
                told.retryAfter().toMillis(),
                route.credential(),
                route.method(),
                route.template(),
                route.majorId());
    }

    /** Empty for what another version has written that this one cannot read. */
    static Optional<StoredWait> read(String text) {
        try {
            return Optional.of(EventJson.mapper().readValue(text, StoredWait.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    String text() {
        return EventJson.mapper().writeValueAsString(this);
    }

    /** What is left of it: never more than was told, even if a clock has stepped back. */
    StoredWait within(Duration left) {
        return new StoredWait(scope, Math.min(millis, left.toMillis()), credential, method, template, major);
    }

    Route route() {
        return credential == Credential.BOT
                ? Route.bot(method, template, major)
                : Route.webhook(method, template, major);
    }

    RateLimited told() {
        return new RateLimited(scope, Duration.ofMillis(millis));
    }
}
