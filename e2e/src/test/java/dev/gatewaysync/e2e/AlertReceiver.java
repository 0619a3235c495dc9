package dev.gatewaysync.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A place of {@code ALERT_TO} on this machine: what operators are told, and when. */
final class AlertReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Told> told = new CopyOnWriteArrayList<>();

    /**
     * @param nanos of {@link System#nanoTime}
     * @param type {@code alert.began}, {@code alert.lasts}, {@code alert.ended}
     */
    record Told(long nanos, String type, String rule, String text, String advice, String url) {}

    AlertReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            long now = System.nanoTime();
            JsonNode body =
                    WebhookClient.JSON.readTree(exchange.getRequestBody().readAllBytes());
            StreamSupport.stream(body.at("/data/alerts").spliterator(), false)
                    .map(alert -> new Told(
                            now,
                            body.path("type").asString(""),
                            alert.path("rule").asString(""),
                            alert.path("text").asString(""),
                            alert.path("advice").asString(""),
                            alert.path("url").asString("")))
                    .forEach(told::add);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/told";
    }

    /**
     * The first since then, if there is one.
     *
     * @param rule one, or several with | between them
     */
    Optional<Told> first(String type, String rule, long since) {
        return told.stream()
                .filter(one -> one.nanos() >= since
                        && one.type().equals(type)
                        && one.rule().matches(rule))
                .findFirst();
    }

    /** Everything since then. */
    List<Told> since(long since) {
        return told.stream().filter(one -> one.nanos() >= since).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
