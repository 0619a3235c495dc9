package dev.gatewaysync.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatewaysync.crypto.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A static web site as hosts of single-page applications serve it: files with ETags and conditional requests, and the
 * start page with status 200 for every path it does not know. Its files are in memory and can be changed while it runs.
 */
public final class DemoWebServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<Served> log = new CopyOnWriteArrayList<>();

    /**
     * @param path as requested
     * @param status answered
     * @param bytes of the body sent
     */
    public record Served(String path, int status, int bytes) {}

    private DemoWebServer(HttpServer server) {
        this.server = server;
    }

    /**
     * @param port 0 for any free one
     * @throws UncheckedIOException if the port is taken
     */
    public static DemoWebServer start(int port, Map<String, byte[]> files) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            DemoWebServer site = new DemoWebServer(server);
            site.files.putAll(files);
            server.createContext("/", site::serve);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException("The site cannot listen on port " + port, e);
        }
    }

    /** The same site at the same address, after a {@link #close}. */
    public DemoWebServer again() {
        return start(server.getAddress().getPort(), files);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param path absolute, for example {@code /data/categories.json} */
    public void put(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public void remove(String path) {
        files.remove(path);
    }

    /** Every request so far, oldest first. */
    public List<Served> log() {
        return List.copyOf(log);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = files.get(path);
            boolean known = body != null;
            if (body == null) {
                body = files.getOrDefault(
                        "/index.html", "<!doctype html><title>App</title>".getBytes(StandardCharsets.UTF_8));
            }
            String etag = '"' + Sha256.hex(body).substring(0, 32) + '"';
            exchange.getResponseHeaders().set("ETag", etag);
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            known && path.endsWith(".json") ? "application/json" : "text/html; charset=UTF-8");
            if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                log.add(new Served(path, 304, 0));
                exchange.sendResponseHeaders(304, -1);
            } else {
                log.add(new Served(path, 200, body.length));
                exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }
}
