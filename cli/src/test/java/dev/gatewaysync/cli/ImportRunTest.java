package dev.gatewaysync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportRunTest {
    @TempDir
    Path directory;

    private final Set<String> underWay = new HashSet<>();
    private int most;
    private int taken;
    private int failing = -1;
    private HttpServer console;

    @BeforeEach
    void start() throws IOException {
        console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        console.createContext("/", this::answer);
        console.start();
    }

    @AfterEach
    void stop() {
        console.stop(0);
        System.clearProperty("gateway.terminal");
    }

    @Test
    void the_next_part_waits_while_one_is_worked_on_and_all_are_counted() throws IOException {
        assertThat(load(9_000)).isEqualTo("✓ 9000 imported, 5 known already\n");
        assertThat(taken).isEqualTo(5);
        assertThat(most).isEqualTo(2);
    }

    @Test
    void the_progress_is_that_of_the_whole_file() throws IOException {
        System.setProperty("gateway.terminal", "true");
        assertThat(load(9_000))
                .contains("2000 imported, 1 known already", "8000 imported, 4 known already", " 100 % 9000 imported")
                .doesNotContain("Importing 2000");
    }

    @Test
    void a_part_that_fails_tells_how_far_it_came() throws IOException {
        failing = 3;
        assertThat(load(9_000)).contains("no room; 4000 imported, 2 known already before. Import the file again");
    }

    private String load(int updates) throws IOException {
        Path file = directory.resolve("all.ndjson");
        Files.writeString(file, "{\"id\":\"u\"}\n".repeat(updates));
        StringWriter written = new StringWriter();
        PrintWriter out = new PrintWriter(written, true);
        String url = "http://127.0.0.1:" + console.getAddress().getPort();
        GatewayCommand.run(out, out, "updates", "import", "--url", url, "--token", "t", file.toString());
        return written.toString();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body;
        if (exchange.getRequestMethod().equals("POST")) {
            String part = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String id = ++taken + "-" + part.split("\"id\"", -1).length;
            underWay.add(id);
            most = Math.max(most, underWay.size());
            body = "{\"request\":\"" + id + "\"}";
        } else {
            String[] id = path.substring(path.lastIndexOf('/') + 1).split("-");
            underWay.remove(id[0] + "-" + id[1]);
            body = Integer.parseInt(id[0]) == failing
                    ? "{\"answer\":{\"outcome\":\"failed\",\"message\":\"no room\"}}"
                    : "{\"answer\":{\"outcome\":\"success\",\"result\":{\"imported\":" + (Integer.parseInt(id[1]) - 1)
                            + ",\"skipped\":1,\"refused\":[]}}}";
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
