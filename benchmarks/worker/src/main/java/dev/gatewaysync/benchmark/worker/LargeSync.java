package dev.gatewaysync.benchmark.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.sync.WorkerApplication;
import dev.gatewaysync.sync.catalog.SyncKind;
import dev.gatewaysync.sync.catalog.SyncResult;
import dev.gatewaysync.sync.schedule.SyncService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * {@code LargeSync serve PORT} is a main app with 100 categories of 1,000 resources. {@code LargeSync sync} starts a worker
 * without a schedule and prints {@code full-ms quick-unchanged-ms full-unchanged-ms resident-MiB-before peak-MiB}.
 */
public final class LargeSync {
    private static final int CATEGORIES = 100;
    private static final int RESOURCES = 1_000;

    private LargeSync() {}

    public static void main(String[] args) throws IOException {
        if (args[0].equals("serve")) {
            serve(Integer.parseInt(args[1]));
        } else {
            sync();
        }
    }

    private static void sync() throws IOException {
        Map<String, String> settings = new HashMap<>(System.getenv());
        var context = Service.start(WorkerApplication.DEFINITION, new Settings(settings), false);
        try {
            SyncService service = context.getBean(SyncService.class);
            long before = resident("VmRSS");
            SyncResult full = service.run(SyncKind.FULL, "benchmark", false);
            if (full.resources() != CATEGORIES * RESOURCES || !full.baseline()) {
                throw new IllegalStateException("Not what was to be synced: " + full.reason() + " " + full.resources());
            }
            long[] quick = new long[5];
            long[] again = new long[5];
            for (int i = 0; i < 5; i++) {
                quick[i] = unchanged(service, SyncKind.QUICK);
                again[i] = unchanged(service, SyncKind.FULL);
            }
            java.util.Arrays.sort(quick);
            java.util.Arrays.sort(again);
            System.out.println(full.duration().toMillis() + " " + quick[2] + " " + again[2] + " " + before + " "
                    + resident("VmHWM"));
        } finally {
            context.close();
        }
    }

    private static long unchanged(SyncService service, SyncKind kind) {
        SyncResult result = service.run(kind, "benchmark", false);
        if (result.notModified() != CATEGORIES + 1 || result.added() != 0) {
            throw new IllegalStateException("Something has changed");
        }
        return result.duration().toMillis();
    }

    private static long resident(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private static void serve(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", LargeSync::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        exchange.getResponseHeaders().set("ETag", "\"one\"");
        if ("\"one\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
            return;
        }
        String body = path.equals("/data/categories.json")
                ? index()
                : path.startsWith("/data/") ? category(path.replaceAll(".*/|\\.json", "")) : "<html></html>";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String index() {
        StringBuilder json = new StringBuilder("{\"categories\":[");
        for (int c = 0; c < CATEGORIES; c++) {
            json.append(c == 0 ? "" : ",")
                    .append("{\"id\":\"c%d\",\"name\":\"Category %d\",\"count\":%d}".formatted(c, c, RESOURCES));
        }
        return json.append("]}").toString();
    }

    private static String category(String id) {
        StringBuilder json = new StringBuilder("{\"sections\":[{\"title\":\"All\",\"items\":[");
        for (int r = 0; r < RESOURCES; r++) {
            json.append(r == 0 ? "" : ",").append("""
                    {"name":"Resource %d","url":"https://%s.example/%d","description":"What it is good for, in a line of text","tags":["free","web"]}""".formatted(r, id, r));
        }
        return json.append("]}]}").toString();
    }
}
