package dev.gatewaysync.sync;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.zip.GZIPOutputStream;

/** A main app with a catalogue that a test writes, and odd answers where the test wants them. */
public final class TestMainApp implements AutoCloseable {
    /** What this host answers for paths it does not know, as single-page hosts do. */
    private static final String PAGE = "<!DOCTYPE html><html><body>The app</body></html>";

    /** An answer of the test's own making. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    public record Request(String path, String authorization, String ifNoneMatch, String host) {}

    private final HttpServer server;
    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Integer> statuses = new CopyOnWriteArrayList<>();
    /** Registered while a request is answered: whoever asked has the answer before its status is noted. */
    private final Phaser answering = new Phaser(1);

    public TestMainApp() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param path with a query or, for any query, without */
    public TestMainApp with(String path, String json) {
        documents.put(path, json);
        answers.remove(path);
        return this;
    }

    public void without(String path) {
        documents.remove(path);
        answers.remove(path);
    }

    public void answer(String path, Answer answer) {
        answers.put(path, answer);
    }

    public List<Request> requests() {
        return requests;
    }

    /** The statuses answered since the last call, those included whose request is still being ended. */
    public List<Integer> takeStatuses() {
        answering.arriveAndAwaitAdvance();
        List<Integer> taken = List.copyOf(statuses);
        statuses.clear();
        return taken;
    }

    private void handle(HttpExchange exchange) throws IOException {
        answering.register();
        try {
            answer(exchange);
            statuses.add(exchange.getResponseCode());
        } finally {
            answering.arriveAndDeregister();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(new Request(
                path,
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("If-None-Match"),
                exchange.getRequestHeaders().getFirst("Host")));
        String asked = exchange.getRequestURI().toString();
        Answer answer = answers.getOrDefault(asked, answers.get(path));
        if (answer != null) {
            answer.to(exchange);
            return;
        }
        String query = exchange.getRequestURI().getRawQuery();
        String found = documents.get(query == null ? path : path + "?" + query);
        String document = found == null ? documents.getOrDefault(path, PAGE) : found;
        String etag = "\"" + Integer.toHexString(document.hashCode()) + "\"";
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.getResponseHeaders()
                .set("Content-Type", !document.equals(PAGE) ? "application/json" : "text/html; charset=UTF-8");
        if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        } else {
            send(exchange, 200, document.getBytes(StandardCharsets.UTF_8));
        }
    }

    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    public static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
