package dev.gatewaysync.cli;

import dev.gatewaysync.http.BoundedHttpClient;
import dev.gatewaysync.http.HttpRequests;
import dev.gatewaysync.http.ProblemDocument;
import dev.gatewaysync.input.WebAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The console's API. A refusal is a {@link CliException} with the console's own words. */
final class Api {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final long LONGEST_ANSWER = 64L << 20;
    private static final int LONGEST_PROBLEM = 1 << 20;

    private final String url;
    private final String token;
    private final BoundedHttpClient http = BoundedHttpClient.http1(Duration.ofSeconds(5));

    @FunctionalInterface
    private interface Exchange<T> {
        HttpResponse<T> run() throws IOException, InterruptedException;
    }

    Api(String url, String token) {
        this.url = checked(url.strip().replaceAll("/+$", ""));
        this.token = token;
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw new CliException(CliException.WRONG_USE, "the token holds a space or a character outside ASCII");
        }
    }

    private static String checked(String url) {
        try {
            WebAddress address = WebAddress.parse(url);
            if (address.isHttp() && (address.scheme().equals("http") || address.hasInternetHost())) {
                return address.withoutUserInfo().toString();
            }
            throw new IllegalArgumentException(
                    address.isHttp()
                            ? "has a host that no certificate can name"
                            : "begins with " + address.scheme() + "://");
        } catch (IllegalArgumentException e) {
            throw new CliException(
                    CliException.WRONG_USE,
                    "--url or GATEWAY_URL is no address of a console: it " + e.getMessage()
                            + "; for example http://localhost:3002");
        }
    }

    void close() {
        http.close();
    }

    JsonView get(String path) {
        return answer(request(path).GET());
    }

    JsonView post(String path, Object body) {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
    }

    JsonView postText(String path, String json) {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** For what is too long to hold. */
    InputStream stream(String path) {
        HttpResponse<InputStream> response =
                exchange(() -> http.stream(request(path).GET().build(), Duration.ofMinutes(30)));
        if (response.statusCode() >= 300) {
            throw refused(response.statusCode(), problem(response));
        }
        return response.body();
    }

    private static JsonView problem(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return new JsonView(Json.parse(new String(body.readNBytes(LONGEST_PROBLEM), StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException e) {
            return new JsonView(null);
        }
    }

    private static CliException refused(int status, JsonView body) {
        return new CliException(
                status == 400 ? CliException.WRONG_USE : CliException.FAILED, refusal(problem(status, body)));
    }

    /** @param parameters those without a value are left out */
    static String query(String path, Map<String, ? extends @Nullable Object> parameters) {
        StringBuilder query = new StringBuilder(path);
        char separator = '?';
        for (Map.Entry<String, ? extends @Nullable Object> parameter : parameters.entrySet()) {
            if (parameter.getValue() != null) {
                query.append(separator)
                        .append(parameter.getKey())
                        .append('=')
                        .append(encoded(parameter.getValue().toString()));
                separator = '&';
            }
        }
        return query.toString();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequests.to(URI.create(url + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("X-Operator", System.getProperty("user.name", "").replaceAll("[^\\x20-\\x7e]", "?"));
    }

    private JsonView answer(HttpRequest.Builder request) {
        HttpResponse<byte[]> response = exchange(() -> http.send(request.build(), TIMEOUT, LONGEST_ANSWER));
        JsonView view;
        try {
            view = new JsonView(Json.parse(new String(response.body(), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new CliException(
                    CliException.UNREACHABLE, "something answers at " + url + ", but it is no gateway console");
        }
        if (response.statusCode() >= 300) {
            throw refused(response.statusCode(), view);
        }
        return view;
    }

    /** What is not there is said as if the console had said it. */
    private static ProblemDocument problem(int status, JsonView body) {
        return new ProblemDocument(
                body.at("type").isThere() ? body.at("type").text() : ProblemDocument.UNTYPED,
                body.at("title").isThere() ? body.at("title").text() : "",
                status,
                body.at("detail").isThere() ? body.at("detail").text() : "the gateway answered " + status,
                body.at("errors").list().stream()
                        .map(error -> new ProblemDocument.Violation(
                                error.at("pointer").text(), error.at("message").text()))
                        .toList());
    }

    private static String refusal(ProblemDocument problem) {
        if (problem.status() == 401) {
            return "the token was refused: set OPS_TOKEN or --token to the console's";
        }
        StringBuilder text = new StringBuilder(problem.detail());
        if (problem.errors() != null) {
            problem.errors()
                    .forEach(error -> text.append("\n  ")
                            .append(error.pointer())
                            .append(' ')
                            .append(error.message()));
        }
        return text.toString();
    }

    private <T> HttpResponse<T> exchange(Exchange<T> exchange) {
        try {
            return exchange.run();
        } catch (IOException e) {
            throw new CliException(
                    CliException.UNREACHABLE,
                    "no gateway answers at " + url
                            + ". Is it running (./gateway start)? Else set --url or GATEWAY_URL");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(CliException.FAILED, "interrupted");
        }
    }
}
