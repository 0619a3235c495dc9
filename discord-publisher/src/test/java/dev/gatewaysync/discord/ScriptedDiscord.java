package dev.gatewaysync.discord;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestSettings;
import dev.gatewaysync.task.MonotonicClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers each path as it was told to, and 404 to the rest. */
public final class ScriptedDiscord implements AutoCloseable {
    private static final Pattern NONCE = Pattern.compile("\"nonce\":\"([^\"]+)\"");

    public final RateLimiter limiter;
    public final DiscordRest rest;
    public final List<String> requests = new CopyOnWriteArrayList<>();
    public final List<String> nonces = new CopyOnWriteArrayList<>();
    public final List<String> bodies = new CopyOnWriteArrayList<>();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final Map<String, Queue<Reply>> nextReplies = new ConcurrentHashMap<>();
    private final Map<String, Runnable> whileAsked = new ConcurrentHashMap<>();
    private final HttpServer server;

    private record Reply(int status, String body) {}

    public ScriptedDiscord() {
        this(MonotonicClock.system());
    }

    /** @param time of the limits that are kept */
    public ScriptedDiscord(MonotonicClock time) {
        limiter = new RateLimiter(RateLimits.defaults(), time);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort();
        rest = new DiscordRest(RestSettings.of(url, "bot-token"), limiter, report -> {}, Clock.systemUTC());
    }

    /** @param request method and path without query, of a webhook's address with {@code TOKEN} for its token */
    public ScriptedDiscord replies(String request, int status, String body) {
        replies.put(request, new Reply(status, body));
        return this;
    }

    public ScriptedDiscord replies(String request, String body) {
        return replies(request, 200, body);
    }

    /** The next such request is answered like this; {@link #replies} says what the others are. */
    public ScriptedDiscord repliesOnce(String request, int status, String body) {
        nextReplies
                .computeIfAbsent(request, key -> new ConcurrentLinkedQueue<>())
                .add(new Reply(status, body));
        return this;
    }

    /** What happens between the next such request and its answer. */
    public void whileAsked(String request, Runnable event) {
        whileAsked.put(request, event);
    }

    /** The requests so far whose method and path begin like this. */
    public List<String> requests(String start) {
        return requests.stream().filter(request -> request.startsWith(start)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String request = exchange.getRequestMethod() + " " + path;
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        bodies.add(sent);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        Matcher nonce = NONCE.matcher(sent);
        if (nonce.find()) {
            nonces.add(nonce.group(1));
        }
        Runnable event = whileAsked.remove(request);
        if (event != null) {
            event.run();
        }
        Queue<Reply> next = nextReplies.get(request);
        Reply once = next == null ? null : next.poll();
        Reply reply = once != null
                ? once
                : replies.getOrDefault(request, new Reply(404, "{\"code\":0,\"message\":\"404: Not Found\"}"));
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
