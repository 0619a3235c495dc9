package dev.gatewaysync.service;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import dev.gatewaysync.service.settings.BrokerAddress;
import dev.gatewaysync.service.settings.RedisAddress;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.Database;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StaticCredentialsProvider;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Asks broker, Redis and database once before anything starts, whether they are there and take the login. Who answers and
 * refuses will go on refusing, and stops the start. Broker and Redis may come later, and are only spoken of where they do not
 * answer; without a database nothing starts.
 */
public final class ServerProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** What is wrong, as a whole sentence that begins with the setting. */
    private record Finding(boolean refused, String line) {}

    /** What goes wrong is thrown, too; the client's own handler would log it besides. */
    private static final class SilentHandler extends ForgivingExceptionHandler {
        @Override
        protected void log(String message, Throwable e) {
            // Nothing.
        }
    }

    private static final Finding WRONG_LOGIN = new Finding(
            true,
            "RABBITMQ_URL has a user or password that the broker refuses. Correct it, or make the user: rabbitmqctl add_user"
                    + " NAME PASSWORD");

    private ServerProbe() {}

    /**
     * Asks those of the three that are set.
     *
     * @param settings that {@link Service#check} has found nothing in
     * @return one sentence for each that does not answer and may do so later
     * @throws StartRefusedException if any answers and refuses
     */
    public static List<String> ask(Settings settings) {
        List<Supplier<Optional<Finding>>> questions = new ArrayList<>();
        settings.text("DATABASE_URL").ifPresent(url -> questions.add(() -> database(url)));
        settings.text("RABBITMQ_URL").ifPresent(urls -> questions.add(() -> broker(BrokerAddress.readAll(urls))));
        settings.text("REDIS_URL").ifPresent(url -> questions.add(() -> redis(RedisAddress.read(url))));
        List<Finding> findings = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<Finding>>> answers = questions.stream()
                    .map(question -> threads.submit(question::get))
                    .toList();
            answers.forEach(answer -> result(answer).ifPresent(findings::add));
        }
        List<String> lines = findings.stream().map(Finding::line).toList();
        if (findings.stream().anyMatch(Finding::refused)) {
            throw new StartRefusedException(lines);
        }
        return lines;
    }

    private static Optional<Finding> result(Future<Optional<Finding>> answer) {
        try {
            return answer.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("A server could not be asked", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Told to stop", e);
        }
    }

    private static Optional<Finding> database(String url) {
        try {
            Database.ask(url, PATIENCE);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(new Finding(true, StartFailure.database(e, url)));
        }
    }

    private static Optional<Finding> broker(List<BrokerAddress> addresses) {
        BrokerAddress first = addresses.getFirst();
        try {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUsername(first.user());
            factory.setPassword(first.password());
            factory.setVirtualHost(first.virtualHost());
            factory.setConnectionTimeout((int) PATIENCE.toMillis());
            factory.setHandshakeTimeout((int) PATIENCE.toMillis());
            factory.setAutomaticRecoveryEnabled(false);
            factory.setExceptionHandler(new SilentHandler());
            if (first.tls()) {
                factory.useSslProtocol(SSLContext.getDefault());
                factory.enableHostnameVerification();
            }
            List<Address> hosts = addresses.stream()
                    .map(address -> new Address(address.host(), address.port()))
                    .toList();
            try (Connection connection = factory.newConnection(hosts, "gateway: start")) {
                return Optional.empty();
            }
        } catch (IOException | TimeoutException e) {
            return Optional.of(brokerFinding(e));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    private static Finding brokerFinding(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case AuthenticationFailureException refused -> {
                    return WRONG_LOGIN;
                }
                case ShutdownSignalException closed -> {
                    return brokerCloses(words(closed));
                }
                case SSLException tls -> {
                    return new Finding(
                            true,
                            "RABBITMQ_URL: no TLS with the broker (" + said(String.valueOf(tls.getMessage()))
                                    + "). Use amqp:// for one without TLS, or let Java trust its certificate (javax.net.ssl.trustStore)");
                }
                default -> {}
            }
        }
        return new Finding(
                false,
                "RABBITMQ_URL: no broker answers" + reason(e)
                        + ". It is tried again until one does; start it, or correct host and port");
    }

    private static Finding brokerCloses(String words) {
        // Brokers that do not know RabbitMQ's authentication_failure_close say it so.
        return words.matches("(?i).*authentication failed.*")
                ? WRONG_LOGIN
                : new Finding(
                        true,
                        "RABBITMQ_URL: the broker refuses the connection (" + said(words)
                                + "). Correct user and virtual host, for example amqp://user:password@localhost:5672/vhost, or "
                                + "make it: rabbitmqctl add_vhost NAME and rabbitmqctl set_permissions -p NAME USER '.*' '.*' '.*'");
    }

    private static String words(ShutdownSignalException closed) {
        return closed.getReason() instanceof AMQP.Connection.Close close
                ? close.getReplyText()
                : String.valueOf(closed.getMessage());
    }

    private static Optional<Finding> redis(RedisAddress address) {
        RedisURI uri = RedisURI.builder()
                .withHost(address.host())
                .withPort(address.port())
                .withSsl(address.tls())
                .withDatabase(address.database())
                .withTimeout(PATIENCE)
                .build();
        address.password()
                .ifPresent(password -> uri.setCredentialsProvider(
                        new StaticCredentialsProvider(address.user().orElse(null), password.toCharArray())));
        RedisClient client = RedisClient.create(uri);
        try {
            client.connect().sync().ping();
            return Optional.empty();
        } catch (RuntimeException e) {
            return redisFinding(e);
        } finally {
            client.shutdown(Duration.ZERO, PATIENCE);
        }
    }

    private static Optional<Finding> redisFinding(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException tls) {
                return Optional.of(
                        new Finding(
                                true,
                                "REDIS_URL: no TLS with Redis (" + said(String.valueOf(tls.getMessage()))
                                        + "). Use redis:// for one without TLS, or let Java trust its certificate (javax.net.ssl.trustStore)"));
            }
            if (cause instanceof RedisCommandExecutionException refused) {
                return redisRefuses(String.valueOf(refused.getMessage()));
            }
        }
        return Optional.of(new Finding(
                false,
                "REDIS_URL: no Redis answers" + reason(e)
                        + ". It is tried again until one does; start it, or correct host and port"));
    }

    /** As Redis begins its errors. It says LOADING while it reads its file, and MASTERDOWN while it waits for another. */
    private static Optional<Finding> redisRefuses(String words) {
        if (words.startsWith("LOADING") || words.startsWith("MASTERDOWN")) {
            return Optional.empty();
        }
        String cure = switch (words.replaceFirst("[\\s:].*", "")) {
            case "NOAUTH" ->
                "REDIS_URL has no password, and this Redis asks for one. Add it, for example"
                        + " redis://:password@localhost:6379";
            case "WRONGPASS", "NOPERM" ->
                "REDIS_URL has a user or password that Redis refuses (" + said(words)
                        + "). Correct it, for example redis://:password@localhost:6379";
            default ->
                words.contains("DB index")
                        ? "REDIS_URL ends with the number of a database that Redis does not have (" + said(words)
                                + "). Leave it out, for example redis://localhost:6379"
                        : words.contains("AUTH")
                                ? "REDIS_URL has a password, and this Redis has none (" + said(words)
                                        + "). Leave it out, for example redis://localhost:6379"
                                : "REDIS_URL: Redis refuses (" + said(words) + ")";
        };
        return Optional.of(new Finding(true, cure));
    }

    private static String reason(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return " (its host is not known)";
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                // Some name the address behind it.
                return " (" + said(String.valueOf(cause.getMessage())).replaceFirst(": .*", "") + ")";
            }
            if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
                return " (nothing came within " + PATIENCE.toSeconds() + " s)";
            }
        }
        return "";
    }

    /** Their words are theirs: one short line of them. */
    private static String said(String words) {
        String line = words.lines().findFirst().orElse("").strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
