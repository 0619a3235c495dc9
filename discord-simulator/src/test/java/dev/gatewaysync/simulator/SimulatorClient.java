package dev.gatewaysync.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Speaks plain HTTP to a simulator, as the bot and as whoever has the webhook's URL. */
final class SimulatorClient {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DiscordSimulator simulator;

    SimulatorClient(DiscordSimulator simulator) {
        this.simulator = simulator;
    }

    record Reply(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        double seconds(String name) {
            return Double.parseDouble(header(name));
        }
    }

    Reply bot(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, simulator.apiUrl() + path, body, "Bot " + simulator.botToken());
    }

    Reply bot(String method, String path) throws IOException, InterruptedException {
        return bot(method, path, "");
    }

    Reply webhook(String content) throws IOException, InterruptedException {
        return post(simulator.webhookUrl() + "?wait=true", content);
    }

    Reply post(String url, String content) throws IOException, InterruptedException {
        return send("POST", url, content(content), "");
    }

    Reply send(String method, String url, String body, String authorization) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return new Reply(http.send(request.build(), BodyHandlers.ofString()));
    }

    /** What the page reads. */
    JsonNode page(String what) throws IOException, InterruptedException {
        return send("GET", simulator.webUrl() + "sim/api/" + what, "", "").json();
    }

    /** What a button of the page does. */
    Reply press(String action, String json) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(simulator.webUrl() + "sim/api/" + action))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        return new Reply(http.send(request.build(), BodyHandlers.ofString()));
    }

    static String content(String content) {
        return JSON.createObjectNode().put("content", content).toString();
    }

    static ObjectNode embed(JsonNode embed) {
        var body = JSON.createObjectNode();
        body.putArray("embeds").add(embed);
        return body;
    }

    static String letters(int count) {
        return "x".repeat(count);
    }

    String channel(String name) {
        return simulator.channels().stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    String messagesPath(String channelName) {
        return "/channels/" + channel(channelName) + "/messages";
    }

    int[] statuses(int requests, String channelName) {
        return IntStream.range(0, requests)
                .map(i -> {
                    try {
                        return bot("POST", messagesPath(channelName), content("no. " + i))
                                .status();
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toArray();
    }
}
