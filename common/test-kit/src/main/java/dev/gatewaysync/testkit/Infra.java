package dev.gatewaysync.testkit;

import dev.gatewaysync.embedded.EmbeddedBroker;
import dev.gatewaysync.embedded.EmbeddedRedis;
import dev.gatewaysync.storage.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/**
 * The broker, Redis and database of the integration tests: the services named by {@code TEST_RABBITMQ_URL},
 * {@code TEST_REDIS_URL} and {@code TEST_DATABASE_URL}; else containers, where a Docker engine answers and
 * {@code TEST_CONTAINERS} is not {@code off}; else embedded ones. A test class has a set to itself until it ends; the next one
 * finds the same again.
 *
 * <p>Modules are tested at the same time, and classes of some. Where all of them are given the same service, {@code {module}} in
 * its address becomes the number of the module ({@code test.module} in its pom) and of the set, such as 41, so that each has a
 * virtual host and a database of its own. An address without it is used by one class after the other.
 */
public final class Infra {
    /** In bytes. */
    private static final long MEMORY_WANTED = 2L << 30;

    private static final String MODULE = "{module}";
    private static final List<String> ADDRESSES = List.of("TEST_RABBITMQ_URL", "TEST_REDIS_URL", "TEST_DATABASE_URL");

    private static final InfraSets SETS = new InfraSets(Infra::new, areOwn() ? Integer.MAX_VALUE : 1);

    private final int number;
    private final String rabbitmqUrl;
    private final String redisUrl;
    private final String databaseUrl;
    private @Nullable Database database;

    /** @param number of the set, from 1 */
    private Infra(int number) {
        this.number = number;
        this.rabbitmqUrl = env("TEST_RABBITMQ_URL", () -> useContainers() ? rabbitmqContainer() : embeddedBroker());
        this.redisUrl = env("TEST_REDIS_URL", () -> useContainers() ? redisContainer() : embeddedRedis());
        this.databaseUrl = env("TEST_DATABASE_URL", () -> useContainers() ? postgresContainer() : sqlite());
    }

    /**
     * That of the test class that runs on this thread, or on the one that has made it; started at the first call, and ended with
     * the JVM.
     *
     * @throws IllegalStateException on another thread, where several classes run
     */
    public static Infra start() {
        return SETS.ofThisClass();
    }

    /** Gives the set of the class that ends on this thread to others. */
    static void release() {
        SETS.release();
    }

    /** Whether this run has RabbitMQ, a Redis and PostgreSQL of its own, named or in containers: nothing is embedded. */
    public static boolean isReal() {
        return ADDRESSES.stream().map(System::getenv).allMatch(address -> address != null && !address.isBlank())
                || useContainers();
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

    /** Open for the whole test run: opening one takes longer than most of what tests do with it. Not to be closed. */
    public synchronized Database database() {
        if (database == null) {
            database = Database.open(databaseUrl);
        }
        return database;
    }

    /** As the variables that services read. */
    public Map<String, String> settings() {
        return Map.of("RABBITMQ_URL", rabbitmqUrl, "REDIS_URL", redisUrl, "DATABASE_URL", databaseUrl);
    }

    /** Empties the queues, Redis and all tables, so that a test starts from nothing. No service may be running. */
    public Infra wiped() {
        Wipe.queues(rabbitmqUrl);
        Wipe.redis(redisUrl);
        Wipe.tables(database());
        return this;
    }

    /** Empties Redis alone, under whatever runs. */
    public void wipeRedis() {
        wipeRedis(redisUrl);
    }

    /** The same of one that somebody else has started: of its database that the address names. */
    public static void wipeRedis(String url) {
        Wipe.redis(url);
    }

    private String env(String name, Supplier<String> otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank()
                ? otherwise.get()
                : value.replace(MODULE, System.getProperty("test.module", "0") + number);
    }

    /** Whether each set has services of its own. */
    private static boolean areOwn() {
        return ADDRESSES.stream()
                .map(System::getenv)
                .allMatch(address -> address == null || address.isBlank() || address.contains(MODULE));
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
        Path directory = directory("broker");
        EmbeddedBroker broker = EmbeddedBroker.start(directory);
        atExit(broker::close, directory);
        return broker.url();
    }

    private static String embeddedRedis() {
        Path directory = directory("redis");
        EmbeddedRedis redis = EmbeddedRedis.start(directory);
        atExit(redis::close, directory);
        return redis.url();
    }

    private static String sqlite() {
        Path directory = directory("database");
        atExit(() -> {}, directory);
        return "jdbc:sqlite:" + directory.resolve("gateway.db");
    }

    /** In memory where the system has such a folder: no test of these is about the disk, and each waits for it often. */
    private static Path directory(String name) {
        try {
            Path memory = Path.of("/dev/shm");
            return Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() >= MEMORY_WANTED
                    ? Files.createTempDirectory(memory, "gateway-test-" + name)
                    : Files.createTempDirectory("gateway-test-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void atExit(Runnable close, Path directory) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            close.run();
            FileSystemUtils.deleteRecursively(directory.toFile());
        }));
    }
}
