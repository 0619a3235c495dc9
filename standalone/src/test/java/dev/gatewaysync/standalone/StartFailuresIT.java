package dev.gatewaysync.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.embedded.EmbeddedBroker;
import dev.gatewaysync.embedded.EmbeddedRedis;
import dev.gatewaysync.embedded.FreePort;
import dev.gatewaysync.service.ServerProbe;
import dev.gatewaysync.service.StartRefusedException;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that answer “no”, and files that are none: what the start says, before anything has started. */
@Tag("self-contained")
class StartFailuresIT {
    @TempDir
    static Path shared;

    private static EmbeddedBroker broker;
    private static EmbeddedRedis redis;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(shared.resolve("broker"));
        redis = EmbeddedRedis.start(shared.resolve("redis"));
    }

    @AfterAll
    static void stop() {
        redis.close();
        broker.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PostgreSQL, and a wrong password             | 28P01 | password authentication failed for user "gateway"
            PostgreSQL, and a user that it does not know | 28000 | role "gateway" does not exist
            PostgreSQL, and a database that is not there | 3D000 | database "gateway" does not exist
            PostgreSQL with no connection free           | 53300 | sorry, too many clients already
            """)
    void postgresql_refuses(String situation, String code, String words) throws IOException {
        try (RefusingPostgres postgres = RefusingPostgres.start(code, words)) {
            assertSaid(
                    Map.of("DATABASE_URL", "postgres://gateway:hidden@127.0.0.1:" + postgres.port() + "/gateway"),
                    StartFailureLines.of(situation));
        }
    }

    @Test
    void no_postgresql_is_there() {
        assertSaid(
                Map.of("DATABASE_URL", "postgres://gateway:hidden@127.0.0.1:" + FreePort.find() + "/gateway"),
                StartFailureLines.of("no PostgreSQL at that port"));
        assertSaid(
                Map.of("DATABASE_URL", "postgres://gateway:hidden@no-such-host.invalid/gateway"),
                StartFailureLines.of("a host of PostgreSQL that nobody knows"));
    }

    @Test
    void rabbitmq_refuses() {
        String login = "amqp://gateway:wrong-and-hidden@127.0.0.1:";
        assertSaid(
                Map.of("RABBITMQ_URL", login + port(broker.url())),
                StartFailureLines.of("RabbitMQ, and a wrong password"));
        await().untilAsserted(() -> assertThat(
                        said(Map.of("RABBITMQ_URL", broker.url().replaceFirst("/*$", "/nosuch"))).stream()
                                .map(line -> line.replaceFirst(
                                        "connection \\(.*?\\)\\. Correct", "connection (WORDS OF THE BROKER). Correct"))
                                .toList())
                .containsExactly(StartFailureLines.of("RabbitMQ, and a virtual host that is not there")));
        assertSaid(
                Map.of("RABBITMQ_URL", broker.url().replaceFirst("^amqp:", "amqps:")),
                StartFailureLines.of("RabbitMQ without TLS, and amqps://"));
    }

    @Test
    void the_virtual_host_is_decoded_and_several_addresses_are_tried() {
        String url = broker.url();
        assertSaid(Map.of("RABBITMQ_URL", url.replaceFirst("/*$", "/%2F")));
        assertSaid(Map.of("RABBITMQ_URL", url.replaceFirst(":\\d+/*$", ":" + FreePort.find()) + "," + url));
    }

    @Test
    void redis_refuses() {
        String port = port(redis.url());
        assertSaid(
                Map.of("REDIS_URL", "redis://:wrong-and-hidden@127.0.0.1:" + port),
                StartFailureLines.of("Redis, and a wrong password"));
        assertSaid(
                Map.of("REDIS_URL", "redis://127.0.0.1:" + port),
                StartFailureLines.of("Redis with a password, and none in the address"));
        assertSaid(
                Map.of("REDIS_URL", redis.url().replaceFirst("/*$", "/99")),
                StartFailureLines.of("Redis, and the number of a database that it does not have"));
        assertSaid(Map.of("REDIS_URL", redis.url()));
    }

    @Test
    void broker_and_redis_may_come_later() {
        String closed = "127.0.0.1:" + FreePort.find();
        Settings nobodyThere =
                new Settings(Map.of("RABBITMQ_URL", "amqp://user:hidden@" + closed, "REDIS_URL", "redis://" + closed));
        await().untilAsserted(() -> assertThat(ServerProbe.ask(nobodyThere))
                .containsExactly(
                        StartFailureLines.of("no RabbitMQ at that port (it starts all the same)"),
                        StartFailureLines.of("no Redis at that port (it starts all the same)")));
        Settings unknownHosts = new Settings(Map.of(
                "RABBITMQ_URL", "amqp://user:hidden@no-such-host.invalid",
                "REDIS_URL", "redis://:hidden@no-such-host.invalid"));
        await().untilAsserted(() -> assertThat(ServerProbe.ask(unknownHosts))
                .containsExactly(
                        StartFailureLines.of("a host of RabbitMQ that nobody knows (it starts all the same)"),
                        StartFailureLines.of("a host of Redis that nobody knows (it starts all the same)")));
    }

    @Test
    void all_that_refuse_are_said_at_once() {
        Map<String, String> settings = Map.of(
                "DATABASE_URL", "postgres://gateway:hidden@127.0.0.1:" + FreePort.find() + "/gateway",
                "RABBITMQ_URL", "amqp://gateway:wrong-and-hidden@127.0.0.1:" + port(broker.url()),
                "REDIS_URL", "redis://:wrong-and-hidden@127.0.0.1:" + port(redis.url()));
        await().untilAsserted(() -> assertThat(said(settings)).hasSize(3).noneMatch(line -> line.contains("hidden")));
    }

    @Test
    void a_damaged_database_file_is_named() throws IOException {
        Path file = folder.resolve("gateway.db");
        Files.write(
                file,
                "no database at all, but a text of some length".repeat(300).getBytes());
        assertThat(saidOf(file)).containsExactly(StartFailureLines.of("another file under the database's name"));

        Files.delete(file);
        Database.open("jdbc:sqlite:" + file).close();
        Files.deleteIfExists(folder.resolve("gateway.db-wal"));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, 20_000));
        assertThat(saidOf(file)).containsExactly(StartFailureLines.of("a database file that ends in its middle"));
    }

    @Test
    void a_database_file_that_is_not_there_is_made_by_nobody_who_only_asks() {
        Path file = folder.resolve("gateway.db");
        assertThat(saidOf(file)).isEmpty();
        assertThat(file).doesNotExist();
    }

    /** Once they have answered in time: each has three seconds, in which a busy machine may not come to it. */
    private static void assertSaid(Map<String, String> settings, String... lines) {
        await().untilAsserted(() -> assertThat(said(settings)).containsExactly(lines));
    }

    private List<String> saidOf(Path file) {
        return said(Map.of("DATABASE_URL", "jdbc:sqlite:" + file)).stream()
                .map(line -> line.replace(folder.toString(), "DATA"))
                .toList();
    }

    private static List<String> said(Map<String, String> settings) {
        StartRefusedException refused =
                catchThrowableOfType(StartRefusedException.class, () -> ServerProbe.ask(new Settings(settings)));
        return refused == null
                ? List.of()
                : List.of(String.valueOf(refused.getMessage()).split("\n"));
    }

    private static String port(String url) {
        return url.replaceFirst("^.*:(\\d+)/*$", "$1");
    }
}
