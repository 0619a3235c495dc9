package dev.gatewaysync.testkit;

import dev.gatewaysync.embedded.EmbeddedBroker;
import dev.gatewaysync.embedded.EmbeddedRedis;
import dev.gatewaysync.storage.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/**
 * The broker, Redis and database of the integration tests, one set for the whole test run: the services named by
 * {@code TEST_RABBITMQ_URL}, {@code TEST_REDIS_URL} and {@code TEST_DATABASE_URL}; else containers, where a Docker engine
 * answers and {@code TEST_CONTAINERS} is not {@code off}; else embedded ones.
 *
 * <p>Modules are tested at the same time. Where all of them are given the same service, {@code {module}} in its address becomes
 * the module's number ({@code test.module} in its pom), so that each has a virtual host and a database of its own.
 */
public final class Infra {
    private static @Nullable Infra shared;

    private final String rabbitmqUrl;
    private final String redisUrl;
    private final String databaseUrl;

    private Infra() {
        this.rabbitmqUrl = env("TEST_RABBITMQ_URL", () -> useContainers() ? rabbitmqContainer() : embeddedBroker());
        this.redisUrl = env("TEST_REDIS_URL", () -> useContainers() ? redisContainer() : embeddedRedis());
        this.databaseUrl = env("TEST_DATABASE_URL", () -> useContainers() ? postgresContainer() : sqlite());
    }

    /** Starts what is needed at the first call; everything ends with the JVM. */
    public static synchronized Infra start() {
        if (shared == null) {
            shared = new Infra();
        }
        return shared;
    }

    public String rabbitmqUrl() {
        return rabbitmqUrl;
    }

    public String redisUrl() {
        return redisUrl;
    }

    public String databaseUrl() {
        return databaseUrl;
    }

    /** As the variables that services read. */
    public Map<String, String> settings() {
        return Map.of("RABBITMQ_URL", rabbitmqUrl, "REDIS_URL", redisUrl, "DATABASE_URL", databaseUrl);
    }

    /** Empties the queues, Redis and all tables, so that a test starts from nothing. No service may be running. */
    public Infra wiped() {
        Wipe.queues(rabbitmqUrl);
        Wipe.redis(redisUrl);
        try (Database database = Database.open(databaseUrl)) {
            Wipe.tables(database);
        }
        return this;
    }

    /** Empties Redis alone, under whatever runs. */
    public void wipeRedis() {
        Wipe.redis(redisUrl);
    }

    private static String env(String name, java.util.function.Supplier<String> otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank()
                ? otherwise.get()
                : value.replace("{module}", System.getProperty("test.module", "0"));
    }

    private static boolean useContainers() {
        if ("off".equals(System.getenv("TEST_CONTAINERS"))) {
            return false;
        }
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException e) {
            return false;
        }
    }

    @SuppressWarnings("resource") // lives as long as the JVM
    private static String rabbitmqContainer() {
        RabbitMQContainer container = new RabbitMQContainer("rabbitmq:4.1-management");
        container.start();
        return container.getAmqpUrl();
    }

    @SuppressWarnings("resource")
    private static String redisContainer() {
        GenericContainer<?> container = new GenericContainer<>("redis:8-alpine").withExposedPorts(6379);
        container.start();
        return "redis://" + container.getHost() + ":" + container.getMappedPort(6379);
    }

    @SuppressWarnings("resource")
    private static String postgresContainer() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:17-alpine");
        container.start();
        return "postgres://" + container.getUsername() + ":" + container.getPassword() + "@" + container.getHost() + ":"
                + container.getMappedPort(5432) + "/" + container.getDatabaseName();
    }

    private static String embeddedBroker() {
        EmbeddedBroker broker = EmbeddedBroker.start(directory("broker"));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        return broker.url();
    }

    private static String embeddedRedis() {
        EmbeddedRedis redis = EmbeddedRedis.start(directory("redis"));
        Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
        return redis.url();
    }

    private static String sqlite() {
        return "jdbc:sqlite:" + directory("database").resolve("gateway.db");
    }

    private static Path directory(String name) {
        try {
            return Files.createTempDirectory("gateway-test-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
