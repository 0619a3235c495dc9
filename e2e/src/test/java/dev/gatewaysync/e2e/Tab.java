package dev.gatewaysync.e2e;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A tab of a {@link Browser}. Scripts run in its page as a person's clicks would end up. */
final class Tab {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Of a picture, in pixels. */
    private static final int LONGEST = 8_000;

    private static final Map<String, Integer> KEYS = Map.of("Tab", 9, "Enter", 13, "Escape", 27);

    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> waiting;
    private final AtomicInteger ids = new AtomicInteger();

    private Tab(WebSocket socket, Map<Integer, CompletableFuture<JsonNode>> waiting) {
        this.socket = socket;
        this.waiting = waiting;
    }

    /** @param address of its end of the DevTools protocol */
    static Tab at(HttpClient http, URI address) throws Exception {
        Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(address, new Answers(waiting))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return new Tab(socket, waiting);
    }

    /** A script that runs in every page from now on, before those of the page. */
    void runFirst(String script) throws Exception {
        call("Page.enable", Map.of());
        call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        // A tab behind another one is hidden else, and draws nothing.
        call("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
    }

    void open(String url) throws Exception {
        call("Page.navigate", Map.of("url", url));
        loaded();
    }

    /** The page as a screen of this width shows it, and in the colours that the system asks for. */
    void show(int width, boolean dark) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                                // A colour on its way to another is neither.
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Does something that leads to another page, and waits for that. */
    void follow(String script) throws Exception {
        evaluate("window.leaving = true");
        evaluate(script);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> evaluate("String(window.leaving)").equals("undefined"));
        loaded();
    }

    /** As a finger on the keyboard does. */
    void press(String key) throws Exception {
        Map<String, Object> down = Map.of(
                "type",
                "keyDown",
                "key",
                key,
                "code",
                key,
                "windowsVirtualKeyCode",
                KEYS.get(key),
                "text",
                key.equals("Enter") ? "\r" : "");
        call("Input.dispatchKeyEvent", down);
        call(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", KEYS.get(key)));
    }

    /** As a finger does, at this place of what is seen now. */
    void tap(double x, double y) throws Exception {
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call("Input.dispatchMouseEvent", Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1));
        }
    }

    /** The whole page, as it is shown now. */
    void picture(Path file, int width) throws Exception {
        picture(file, width, LONGEST);
    }

    /** The page's beginning, of this height at most. */
    void picture(Path file, int width, int most) throws Exception {
        int height = Integer.parseInt(evaluate("String(Math.max(document.documentElement.scrollHeight, innerHeight))"));
        JsonNode picture = call(
                "Page.captureScreenshot",
                Map.of(
                        "format",
                        "png",
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", width, "height", Math.min(height, most), "scale", 1)));
        Files.write(file, Base64.getDecoder().decode(picture.path("data").asString("")));
    }

    String text() throws Exception {
        return evaluate("document.body.innerText");
    }

    String address() throws Exception {
        return evaluate("location.pathname");
    }

    /** @return the script's value as text */
    String evaluate(String script) throws Exception {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(script + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value").asString("");
    }

    void close() {
        socket.abort();
    }

    private void loaded() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> evaluate("document.readyState + (document.body ? location.protocol : '')")
                        .equals("completehttp:"));
    }

    private JsonNode call(String method, Map<String, Object> parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        String message =
                WebhookClient.JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        socket.sendText(message, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).path("result");
    }

    private static final class Answers implements WebSocket.Listener {
        private final Map<Integer, CompletableFuture<JsonNode>> waiting;
        private final StringBuilder text = new StringBuilder();

        Answers(Map<Integer, CompletableFuture<JsonNode>> waiting) {
            this.waiting = waiting;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode message = WebhookClient.JSON.readTree(text.toString());
                text.setLength(0);
                CompletableFuture<JsonNode> answer =
                        waiting.remove(message.path("id").asInt(0));
                if (answer != null) {
                    answer.complete(message);
                }
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
