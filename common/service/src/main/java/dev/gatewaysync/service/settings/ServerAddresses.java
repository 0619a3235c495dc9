package dev.gatewaysync.service.settings;

import dev.gatewaysync.input.CommaSeparated;
import dev.gatewaysync.storage.Database;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads where broker, Redis and database are, and says what is wrong with it before anything connects. */
public final class ServerAddresses {
    private static final String BROKER_EXAMPLE = "amqp://user:password@localhost:5672";
    private static final String BROKER_RULE = "must be an amqp or amqps URL";
    /** A node whose machine is gone answers nothing at all, and the next one is tried. */
    private static final String BROKER_PATIENCE = "10s";

    /** Of a minute, the library's own, consumers of such a node would notice as late. */
    private static final String BROKER_HEARTBEAT = "20s";

    private static final String REDIS_EXAMPLE = "redis://localhost:6379";
    private static final String DATABASE_EXAMPLE = "postgres://user:password@localhost:5432/gateway";

    private ServerAddresses() {}

    /** Spring's properties for all three. */
    public static Map<String, Object> properties(Settings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("gateway.database-url", database(settings));
        properties.putAll(broker(settings));
        properties.putAll(redis(settings));
        return properties;
    }

    private static String database(Settings settings) {
        String url = settings.required("DATABASE_URL", DATABASE_EXAMPLE);
        Database.problemOf(url).ifPresent(problem -> settings.problem("DATABASE_URL", problem));
        return url;
    }

    /** Several brokers of one cluster may stand there, with commas between them. */
    private static Map<String, Object> broker(Settings settings) {
        String urls = settings.required("RABBITMQ_URL", BROKER_EXAMPLE);
        if (urls.indexOf(',') < 0) {
            return settings.value(
                    "RABBITMQ_URL",
                    Map.of(),
                    BROKER_RULE,
                    BROKER_EXAMPLE,
                    url -> broker(List.of(BrokerAddress.read(url))));
        }
        return settings.list(
                "RABBITMQ_URL",
                Map.of(),
                "",
                BROKER_EXAMPLE,
                text -> broker(CommaSeparated.read(text, ServerAddresses::oneOfSeveral)));
    }

    private static BrokerAddress oneOfSeveral(String url) {
        try {
            return BrokerAddress.read(url);
        } catch (Settings.Refused e) {
            throw new IllegalArgumentException(BROKER_RULE + " (it " + e.getMessage() + ")");
        }
    }

    /** Not as a whole: what reads it in Spring takes user, password and virtual host as they stand there, percent signs too. */
    private static Map<String, Object> broker(List<BrokerAddress> brokers) {
        BrokerAddress first = brokers.getFirst();
        if (new HashSet<>(brokers.stream().map(BrokerAddress::login).toList()).size() > 1) {
            throw new Settings.Refused(
                    "has brokers with different users, passwords, virtual hosts or schemes, and one cluster has one");
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put(
                "spring.rabbitmq.addresses",
                brokers.stream().map(BrokerAddress::hostAndPort).collect(Collectors.joining(",")));
        properties.put("spring.rabbitmq.username", first.user());
        properties.put("spring.rabbitmq.password", first.password());
        properties.put("spring.rabbitmq.virtual-host", first.virtualHost());
        properties.put("spring.rabbitmq.ssl.enabled", first.tls());
        properties.put("spring.rabbitmq.connection-timeout", BROKER_PATIENCE);
        properties.put("spring.rabbitmq.requested-heartbeat", BROKER_HEARTBEAT);
        return properties;
    }

    private static Map<String, Object> redis(Settings settings) {
        String url = settings.required("REDIS_URL", REDIS_EXAMPLE);
        return settings.value(
                "REDIS_URL",
                Map.of(),
                "must be a redis or rediss URL",
                REDIS_EXAMPLE,
                text -> redis(RedisAddress.read(url)));
    }

    private static Map<String, Object> redis(RedisAddress address) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.data.redis.host", address.host());
        properties.put("spring.data.redis.port", address.port());
        properties.put("spring.data.redis.ssl.enabled", address.tls());
        properties.put("spring.data.redis.database", address.database());
        address.user().ifPresent(user -> properties.put("spring.data.redis.username", user));
        address.password().ifPresent(password -> properties.put("spring.data.redis.password", password));
        return properties;
    }
}
