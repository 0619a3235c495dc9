package dev.gatewaysync.standalone;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the start says of what is around it. {@link StartFailuresIT} holds it, docs/settings-errors.md shows it. */
final class StartFailureLines {
    private static final Map<String, String> LINES = new LinkedHashMap<>();

    static {
        String example = "for example postgres://user:password@localhost:5432/gateway";
        LINES.put(
                "PostgreSQL, and a wrong password",
                "DATABASE_URL has a user or password that the database refuses (FATAL: password authentication failed for user \"gateway\")");
        LINES.put(
                "PostgreSQL, and a user that it does not know",
                "DATABASE_URL has a user or password that the database refuses (FATAL: role \"gateway\" does not exist)");
        LINES.put(
                "PostgreSQL, and a database that is not there",
                "DATABASE_URL names a database that is not there (FATAL: database \"gateway\" does not exist). Create it: createdb NAME");
        LINES.put(
                "PostgreSQL with no connection free",
                "DATABASE_URL: the database has no connection free (FATAL: sorry, too many clients already)");
        LINES.put(
                "no PostgreSQL at that port",
                "DATABASE_URL: the database cannot be reached (Connection refused). Start it, or correct host and port, "
                        + example);
        LINES.put(
                "a host of PostgreSQL that nobody knows",
                "DATABASE_URL: the database cannot be reached (its host is not known). Start it, or correct host and port, "
                        + example);
        LINES.put(
                "another file under the database's name",
                "the database DATA/gateway.db is damaged, or is no database ([SQLITE_NOTADB] File opened that is not a database file (file is not a database)). Move it away and restore a backup: ./gateway backup restore FILE");
        LINES.put(
                "a database file that ends in its middle",
                "the database DATA/gateway.db is damaged, or is no database ([SQLITE_CORRUPT] The database disk image is malformed (database disk image is malformed)). Move it away and restore a backup: ./gateway backup restore FILE");
        LINES.put(
                "a database file of 0 bytes beside the data of an earlier run",
                "the database DATA/gateway.db is empty (0 bytes), and the data beside it are of earlier runs: something has emptied it, such as a full disk. Move it away and start; then restore a backup: ./gateway backup restore FILE. Without one the history begins anew");
        LINES.put(
                "RabbitMQ, and a wrong password",
                "RABBITMQ_URL has a user or password that the broker refuses. Correct it, or make the user: rabbitmqctl add_user NAME PASSWORD");
        LINES.put(
                "RabbitMQ, and a virtual host that is not there",
                "RABBITMQ_URL: the broker refuses the connection (WORDS OF THE BROKER). Correct user and virtual host, for example amqp://user:password@localhost:5672/vhost, or make it: rabbitmqctl add_vhost NAME and rabbitmqctl set_permissions -p NAME USER '.*' '.*' '.*'");
        LINES.put(
                "RabbitMQ without TLS, and amqps://",
                "RABBITMQ_URL: no TLS with the broker (Unsupported or unrecognized SSL message). Use amqp:// for one without TLS, or let Java trust its certificate (javax.net.ssl.trustStore)");
        LINES.put(
                "no RabbitMQ at that port (it starts all the same)",
                "RABBITMQ_URL: no broker answers (Connection refused). It is tried again until one does; start it, or correct host and port");
        LINES.put(
                "a host of RabbitMQ that nobody knows (it starts all the same)",
                "RABBITMQ_URL: no broker answers (its host is not known). It is tried again until one does; start it, or correct host and port");
        LINES.put(
                "Redis, and a wrong password",
                "REDIS_URL has a user or password that Redis refuses (WRONGPASS invalid username-password pair or user is disabled.). Correct it, for example redis://:password@localhost:6379");
        LINES.put(
                "Redis with a password, and none in the address",
                "REDIS_URL has no password, and this Redis asks for one. Add it, for example redis://:password@localhost:6379");
        LINES.put(
                "Redis, and the number of a database that it does not have",
                "REDIS_URL ends with the number of a database that Redis does not have (ERR DB index is out of range). Leave it out, for example redis://localhost:6379");
        LINES.put(
                "no Redis at that port (it starts all the same)",
                "REDIS_URL: no Redis answers (Connection refused). It is tried again until one does; start it, or correct host and port");
        LINES.put(
                "a host of Redis that nobody knows (it starts all the same)",
                "REDIS_URL: no Redis answers (its host is not known). It is tried again until one does; start it, or correct host and port");
    }

    private StartFailureLines() {}

    static String of(String situation) {
        return String.valueOf(LINES.get(situation));
    }

    static String table() {
        StringBuilder table = new StringBuilder();
        LINES.forEach((situation, line) ->
                table.append("| ").append(situation).append(" | ").append(line).append(" |\n"));
        return table.toString();
    }
}
