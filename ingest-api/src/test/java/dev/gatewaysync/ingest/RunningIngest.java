package dev.gatewaysync.ingest;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.testkit.QueueDrain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The real service on free ports, and a sender. */
public final class RunningIngest implements AutoCloseable {
    public static final String SECRET = "correct-horse-battery-staple";
    public static final String OLD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final ConfigurableApplicationContext context;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, String> settings;

    private RunningIngest(ConfigurableApplicationContext context, Map<String, String> settings) {
        this.context = context;
        this.settings = settings;
    }

    public static RunningIngest start(Map<String, String> infra, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(infra);
        settings.put("WEBHOOK_SECRET", SECRET + ", " + OLD_SECRET);
        settings.put("WEBHOOK_PORT", "0");
        settings.put("INGEST_METRICS_PORT", "0");
        settings.put("INGEST_RATE_LIMIT", "off");
        settings.put("LOG_FORMAT", "text");
        settings.putAll(more);
        return new RunningIngest(Service.start(IngestApplication.DEFINITION, new Settings(settings), false), settings);
    }

    public int port() {
        return Integer.parseInt(String.valueOf(context.getEnvironment().getProperty("local.server.port")));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    public HttpRequest.Builder post(String path, String body) {
        return request(path)
                .header("Authorization", "Bearer " + SECRET)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Reply update(String body, String... headers) {
        HttpRequest.Builder request = post("/webhook/updates", body);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    public Reply get(String path) {
        return send(request(path).header("Authorization", "Bearer " + SECRET).GET());
    }

    public String metrics() {
        String port = context.getEnvironment().getProperty("local.management.port");
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics")))
                .text();
    }

    /** Sends these bytes as they are, and returns all that comes back until the server closes or is silent. */
    public String raw(byte[] request) throws IOException {
        try (Socket socket = new Socket("localhost", port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            try {
                for (int n = socket.getInputStream().read(buffer);
                        n > 0;
                        n = socket.getInputStream().read(buffer)) {
                    answer.write(buffer, 0, n);
                    if (answer.toString(StandardCharsets.UTF_8).contains("\"status\"")) {
                        break;
                    }
                }
            } catch (IOException e) {
                // What has come so far is the answer.
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    /** Takes everything that waits in the history queue. */
    public List<EventEnvelope> published() {
        try {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(settings.get("RABBITMQ_URL"));
            List<EventEnvelope> events = new ArrayList<>();
            try (Connection connection = factory.newConnection();
                    Channel channel = connection.createChannel()) {
                for (GetResponse message = channel.basicGet(Topology.HISTORY, true);
                        message != null;
                        message = channel.basicGet(Topology.HISTORY, true)) {
                    events.addAll(QueueDrain.eventsOf(message.getBody()));
                }
            }
            return events;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** An answer. */
    public record Reply(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return EventJson.mapper().readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public List<String> pointers() {
            return json().path("errors")
                    .valueStream()
                    .map(error -> error.path("pointer").asString())
                    .toList();
        }
    }
}
