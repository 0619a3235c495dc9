package dev.gatewaysync.e2e;

import com.sun.net.httpserver.HttpServer;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is seen of a run from outside, as the history checker reads it. */
final class SeenRun implements AutoCloseable {
    private final Path folder;
    private final List<ObjectNode> sent = Collections.synchronizedList(new ArrayList<>());
    private final List<ObjectNode> receipts = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer mainApp;

    /** @param answers the status of each answer of the main app */
    SeenRun(Path folder, IntSupplier answers) throws IOException {
        this.folder = Files.createDirectories(folder);
        mainApp = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        mainApp.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        mainApp.createContext("/notify", exchange -> {
            JsonNode body =
                    WebhookClient.JSON.readTree(exchange.getRequestBody().readAllBytes());
            int status = answers.getAsInt();
            receipts.add(line().put("id", exchange.getRequestHeaders().getFirst("webhook-id"))
                    .put("event", body.path("id").asString())
                    .put("status", status));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        mainApp.start();
    }

    String mainAppUrl() {
        return "http://127.0.0.1:" + mainApp.getAddress().getPort();
    }

    private static ObjectNode line() {
        return WebhookClient.JSON.createObjectNode();
    }

    /** A request and its answer; null where none came. */
    void sent(String sender, String mark, String type, HttpResponse<String> response, List<String> channels) {
        ObjectNode line =
                line().put("sender", sender).put("mark", mark).put("type", type).put("key", mark);
        line.putNull("status").putNull("id");
        if (response != null) {
            line.put("status", response.statusCode());
            if (response.statusCode() == 202) {
                line.put(
                        "id",
                        WebhookClient.JSON.readTree(response.body()).path("id").asString());
            }
        }
        ArrayNode places = line.putArray("channels");
        channels.forEach(places::add);
        sent.add(line);
    }

    /** Whether the main app has answered a delivery of this event with 2xx. */
    boolean isTakenByMainApp(String event) {
        synchronized (receipts) {
            return receipts.stream()
                    .anyMatch(receipt -> receipt.path("event").asString("").equals(event)
                            && receipt.path("status").asInt() / 100 == 2);
        }
    }

    /** Writes the files; everything has been quiet for a while. */
    Path write(DiscordSimulator discord, String history, JsonNode statistics, JsonNode failed) throws IOException {
        write("sent", sent);
        write("receipts", receipts);
        Files.writeString(folder.resolve("history.ndjson"), history);
        Files.writeString(folder.resolve("stats.json"), statistics.toString());
        List<ObjectNode> shown = new ArrayList<>();
        for (SimulatedChannel channel : discord.channels()) {
            if (channel.isText()) {
                discord.messages(channel.name())
                        .forEach(message -> shown.add(line().put("channel", channel.name())
                                .put("message", message.id())
                                .put("text", message.body().content() + " " + message.embeds())));
            }
        }
        write("shown", shown);
        List<ObjectNode> lost = new ArrayList<>();
        failed.path("messages")
                .forEach(message ->
                        lost.add(line().put("id", message.path("eventId").asString())));
        write("failed", lost);
        write(
                "requests",
                discord.requests().stream()
                        .map(request -> line().put("at", request.nanos() / 1e9)
                                .put("method", request.method())
                                .put("path", request.path())
                                .put("status", request.status())
                                .put("retryAfter", request.retryAfter())
                                .put("global", "global".equals(request.scope())))
                        .toList());
        return folder;
    }

    private void write(String name, List<ObjectNode> lines) throws IOException {
        Files.write(
                folder.resolve(name + ".ndjson"),
                lines.stream().map(ObjectNode::toString).toList());
    }

    @Override
    public void close() {
        mainApp.stop(0);
    }
}
