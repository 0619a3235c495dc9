package dev.gatewaysync.service.settings;

import dev.gatewaysync.input.WebAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code REDIS_URL}, taken apart: {@link java.net.URI#getHost()} is null for a name such as my_redis. */
public record RedisAddress(
        boolean tls, String host, int port, int database, Optional<String> user, Optional<String> password) {
    private static final int PORT = 6379;

    /** @throws Settings.Refused for what is no such address */
    public static RedisAddress read(String url) {
        WebAddress address = parsed(url);
        if (!address.scheme().matches("rediss?")) {
            throw new Settings.Refused("begins with " + address.scheme() + "://");
        }
        String database = address.path().replaceFirst("^/", "");
        if (!database.matches("\\d{0,5}")) {
            throw new Settings.Refused("ends with something that is no number of a database");
        }
        // user:password, :password or, as other clients take it, the password alone.
        @Nullable String login = address.userInfo();
        int colon = login == null ? -1 : login.indexOf(':');
        return new RedisAddress(
                address.scheme().equals("rediss"),
                address.host(),
                address.port() < 0 ? PORT : address.port(),
                database.isEmpty() ? 0 : Integer.parseInt(database),
                login == null || colon <= 0 ? Optional.empty() : Optional.of(decoded(login.substring(0, colon))),
                Optional.ofNullable(login).map(text -> decoded(text.substring(colon + 1))));
    }

    private static WebAddress parsed(String url) {
        try {
            return WebAddress.parse(url);
        } catch (IllegalArgumentException e) {
            throw new Settings.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
