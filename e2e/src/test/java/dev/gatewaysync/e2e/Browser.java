package dev.gatewaysync.e2e;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Chromium, driven over its DevTools protocol. Its tabs have one login. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String port;
    private final List<Tab> tabs = new CopyOnWriteArrayList<>();

    private Browser(Process process, String port) {
        this.process = process;
        this.port = port;
    }

    static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path executable, Path profile) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        executable.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        // They lie over a page, as on a phone.
                        "--hide-scrollbars",
                        // A key that is pressed before a page is first drawn would be dropped.
                        "--allow-pre-commit-input",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path portFile = profile.resolve("DevToolsActivePort");
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> Files.readAllLines(portFile).size() >= 2);
        return new Browser(process, Files.readAllLines(portFile).get(0));
    }

    Tab newTab() throws Exception {
        HttpResponse<String> made = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Tab tab = Tab.at(
                http,
                URI.create(WebhookClient.JSON
                        .readTree(made.body())
                        .path("webSocketDebuggerUrl")
                        .asString("")));
        tabs.add(tab);
        return tab;
    }

    @Override
    public void close() throws Exception {
        tabs.forEach(Tab::close);
        List<ProcessHandle> parts = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        // What outlives it would still write into the profile, which is deleted next.
        parts.forEach(ProcessHandle::destroyForcibly);
    }
}
