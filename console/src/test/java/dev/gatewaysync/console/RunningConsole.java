package dev.gatewaysync.console;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.testkit.QueueDrain;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
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

/** The real console on free ports, and someone who uses it. */
public final class RunningConsole implements AutoCloseable {
    public static final String OPS = "an-operator-token-1";
    public static final String READ = "a-reader-token-only";

    private final ConfigurableApplicationContext context;
    private final Map<String, String> infra;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private RunningConsole(ConfigurableApplicationContext context, Map<String, String> infra) {
        this.context = context;
        this.infra = infra;
    }

    public static RunningConsole start(Map<String, String> infra) {
        Map<String, String> settings = new HashMap<>(infra);
        settings.put("OPS_TOKEN", OPS);
        settings.put("OPS_READ_TOKEN", READ);
        settings.put("CONSOLE_PORT", "0");
        settings.put("CONSOLE_METRICS_PORT", "0");
        settings.put("LOG_FORMAT", "text");
        return new RunningConsole(Service.start(ConsoleApplication.DEFINITION, new Settings(settings), false), infra);
    }

    public Database database() {
        return context.getBean(Database.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public String metricsUrl() {
        return "http://localhost:" + context.getEnvironment().getProperty("local.management.port");
    }

    public String url() {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(30));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> get(String path, String token) {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    public JsonNode api(String path) {
        HttpResponse<String> response = get("/api/v1" + path, OPS);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return EventJson.mapper().readTree(response.body());
    }

    public HttpResponse<String> post(String path, String token, String json) {
        return send(request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** A form, as a browser would send it. */
    public HttpRequest.Builder form(String path, Map<String, String> fields) {
        List<String> pairs = new ArrayList<>();
        fields.forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs)));
    }

    public HttpResponse<String> login(String token) {
        return send(form("/login", Map.of("token", token, "name", "ann")));
    }

    /** Logs in. @return the session's cookie, as the browser sends it back */
    public String session(String token) {
        return cookie(login(token));
    }

    public static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    /** Everything in the queue, as text. */
    public List<Delivery> take(String queue) {
        try {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(infra.get("RABBITMQ_URL"));
            return QueueDrain.take(factory, queue);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
