package dev.gatewaysync.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small main app for the demo: a site with a catalogue of a few resources, which grows when it is told to. */
final class DemoApp implements AutoCloseable {
    private static final int PORT = 3005;
    private static final List<String> FILES = List.of(
            "/index.html",
            "/data/categories.json",
            "/data/ai-tools.json",
            "/data/knowledge.json",
            "/data/search-engines.json",
            "/data/gaming.json");

    private DemoWebServer site;

    private DemoApp(DemoWebServer site) {
        this.site = site;
    }

    static DemoApp start() {
        Map<String, byte[]> files = new HashMap<>();
        FILES.forEach(path -> files.put(path, resource(path)));
        return new DemoApp(started(files));
    }

    /** At the same address each time, or the gateway would take it for another app; elsewhere only where somebody has that. */
    private static DemoWebServer started(Map<String, byte[]> files) {
        try {
            return DemoWebServer.start(PORT, files);
        } catch (UncheckedIOException taken) {
            return DemoWebServer.start(0, files);
        }
    }

    /** Its address is free from now on; it is the same when it starts again. */
    synchronized void stop() {
        site.close();
    }

    synchronized void startAgain() {
        site = site.again();
    }

    synchronized String url() {
        return site.url();
    }

    /** Somebody edits the catalogue and tells nobody. */
    synchronized void addResourcesSilently() {
        site.put(
                "/data/gaming.json",
                new String(resource("/data/gaming-later.json"), java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void close() {
        site.close();
    }

    private static byte[] resource(String path) {
        try (InputStream in = DemoApp.class.getResourceAsStream("/demo-app" + path)) {
            if (in == null) {
                throw new IllegalStateException("The resource /demo-app" + path + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
