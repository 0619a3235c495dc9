package dev.gatewaysync.discord.picture;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Pages of this computer. */
public final class PageServer implements AutoCloseable {
    public final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final HttpServer server;

    private record Answer(int status, String header, String value, String body) {}

    public PageServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** @param host a name of this computer, or its address */
    public String url(String host, String path) {
        return "http://" + host + ":" + server.getAddress().getPort() + path;
    }

    public String url(String path) {
        return url("localhost", path);
    }

    public PageServer page(String path, String body) {
        return answers(path, 200, "Content-Type", "text/html; charset=utf-8", body);
    }

    /** A page that names this picture. */
    public PageServer naming(String path, String picture) {
        return page(path, "<html><head><meta property=\"og:image\" content=\"" + picture + "\"></head></html>");
    }

    PageServer redirects(String path, String to) {
        return answers(path, 302, "Location", to, "");
    }

    PageServer answers(String path, int status, String header, String value, String body) {
        answers.put(path, new Answer(status, header, value, body));
        return this;
    }

    /** It never answers. */
    PageServer hangs(String path) {
        answers.put(path, new Answer(0, "", "", ""));
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        requests.add(exchange.getRequestHeaders().getFirst("Host").replaceFirst(":.*", "") + path);
        Answer answer = answers.getOrDefault(path, new Answer(404, "Content-Type", "text/html", "no"));
        if (answer.status() == 0) {
            awaitEnd();
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set(answer.header(), answer.value());
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("No answer");
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }
}
