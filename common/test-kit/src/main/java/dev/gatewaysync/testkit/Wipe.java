package dev.gatewaysync.testkit;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.DatabaseDialect;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Empties what an earlier test left. */
final class Wipe {
    /** By the broker's address. */
    private static final Map<String, Connection> CONNECTIONS = new HashMap<>();

    private Wipe() {}

    /** Each time on a channel of its own, and on one connection to a broker, which takes longer to open. */
    static synchronized void queues(String rabbitmqUrl) {
        try (Channel channel = connection(rabbitmqUrl).createChannel()) {
            Topology.declare(channel);
            channel.queuePurge(Topology.FAILED);
            for (String queue : Topology.WORK_QUEUES) {
                channel.queuePurge(queue);
            }
        } catch (Exception e) {
            throw new IllegalStateException("Could not empty the queues", e);
        }
    }

    /** A new one where a test has stopped the broker meanwhile. */
    private static Connection connection(String rabbitmqUrl) throws Exception {
        Connection open = CONNECTIONS.get(rabbitmqUrl);
        if (open == null || !open.isOpen()) {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(rabbitmqUrl);
            factory.setAutomaticRecoveryEnabled(false);
            open = factory.newConnection("wipe");
            CONNECTIONS.put(rabbitmqUrl, open);
        }
        return open;
    }

    static void redis(String redisUrl) {
        URI uri = URI.create(redisUrl);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort())) {
            OutputStream out = socket.getOutputStream();
            String user = uri.getUserInfo();
            String password = user == null ? "" : user.substring(user.indexOf(':') + 1);
            String database = uri.getPath() == null ? "" : uri.getPath().replace("/", "");
            out.write(((password.isEmpty() ? "" : "AUTH " + password + "\r\n")
                            + (database.isEmpty() ? "" : "SELECT " + database + "\r\n")
                            + "FLUSHDB\r\nQUIT\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (said.contains("-")) {
                throw new IllegalStateException("Redis refused FLUSHDB: " + said);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Could not empty Redis", e);
        }
    }

    /** In one transaction: each alone would wait for the disk. */
    static void tables(Database database) {
        String query = database.dialect() == DatabaseDialect.SQLITE
                // Not those inside an index of words, which it keeps itself.
                ? "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')"
                        + " AND name NOT LIKE 'sqlite_%'"
                : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()";
        List<String> tables = database.jdbc().sql(query).query(String.class).list();
        database.transactions().executeWithoutResult(transaction -> {
            for (String table : tables) {
                if (!table.equals("flyway_schema_history")) {
                    database.jdbc().sql("DELETE FROM " + table).update();
                }
            }
        });
    }
}
