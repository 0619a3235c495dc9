package dev.gatewaysync.service;

import dev.gatewaysync.input.WebAddress;
import dev.gatewaysync.storage.Database;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads where broker, Redis and database are, and says what is wrong with it before anything connects. */
final class ServerAddresses {
    private static final String BROKER_EXAMPLE = "amqp://user:password@localhost:5672";
    private static final String REDIS_EXAMPLE = "redis://localhost:6379";
    private static final String DATABASE_EXAMPLE = "postgres://user:password@localhost:5432/gateway";

    private ServerAddresses() {}

    /** Spring's properties for all three. */
    static Map<String, Object> properties(Settings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("gateway.database-url", database(settings));
        properties.put("spring.rabbitmq.addresses", broker(settings));
        properties.putAll(redis(settings));
        return properties;
    }

    private static String database(Settings settings) {
        String url = settings.required("DATABASE_URL", DATABASE_EXAMPLE);
        Database.problemOf(url).ifPresent(problem -> settings.problem("DATABASE_URL", problem));
        return url;
    }

    /** Several brokers of one cluster may stand there, with commas between them. */
    private static String broker(Settings settings) {
        String urls = settings.required("RABBITMQ_URL", BROKER_EXAMPLE);
        for (String url : urls.split(",")) {
            try {
                String scheme = WebAddress.parse(url.strip()).scheme();
                if (!scheme.matches("amqps?")) {
                    throw new IllegalArgumentException("begins with " + scheme + "://");
                }
            } catch (IllegalArgumentException e) {
                settings.problem(
                        "RABBITMQ_URL",
                        "must be an amqp or amqps URL (it " + e.getMessage() + "), for example RABBITMQ_URL="
                                + BROKER_EXAMPLE);
                break;
            }
        }
        return urls;
    }

    private static Map<String, Object> redis(Settings settings) {
        String url = settings.required("REDIS_URL", REDIS_EXAMPLE);
        return settings.value(
                "REDIS_URL", Map.of(), "must be a redis or rediss URL", REDIS_EXAMPLE, text -> redis(url));
    }

    private static Map<String, Object> redis(String url) {
        WebAddress address = parsed(url);
        if (!address.scheme().matches("rediss?")) {
            throw new Settings.Refused("begins with " + address.scheme() + "://");
        }
        String database = address.path().replaceFirst("^/", "");
        if (!database.matches("\\d{0,5}")) {
            throw new Settings.Refused("ends with something that is no number of a database");
        }
        Map<String, Object> properties = new HashMap<>();
        // Not as a whole: URI.getHost(), which would read it, is null for a name such as my_redis.
        properties.put("spring.data.redis.host", address.host());
        properties.put("spring.data.redis.port", address.port() < 0 ? 6379 : address.port());
        properties.put("spring.data.redis.ssl.enabled", address.scheme().equals("rediss"));
        properties.put("spring.data.redis.database", database.isEmpty() ? 0 : Integer.parseInt(database));
        login(address.userInfo(), properties);
        return properties;
    }

    /** {@code user:password}, {@code :password} or, as other clients take it, the password alone. */
    private static void login(@Nullable String userInfo, Map<String, Object> properties) {
        if (userInfo == null) {
            return;
        }
        int colon = userInfo.indexOf(':');
        Optional<String> user = colon > 0 ? Optional.of(userInfo.substring(0, colon)) : Optional.empty();
        user.ifPresent(name -> properties.put("spring.data.redis.username", decoded(name)));
        properties.put("spring.data.redis.password", decoded(userInfo.substring(colon + 1)));
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
