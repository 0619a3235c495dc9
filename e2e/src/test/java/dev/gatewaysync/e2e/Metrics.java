package dev.gatewaysync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service shows at {@code /metrics}.
 *
 * @param types family → counter, gauge, histogram or summary
 * @param labels series → names of its labels, without the {@code le} of buckets
 */
record Metrics(Map<String, String> types, Map<String, Set<String>> labels) {
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SERIES = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"(?:[^\"\\\\]|\\\\.)*\"");

    static String page(int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Metrics parse(String text) {
        Map<String, String> types = new TreeMap<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        for (String line : text.split("\n")) {
            Matcher type = TYPE.matcher(line);
            Matcher series = SERIES.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (!line.startsWith("#") && series.matches()) {
                Set<String> names = new TreeSet<>();
                if (series.group(2) != null) {
                    LABEL.matcher(series.group(2)).results().forEach(label -> names.add(label.group(1)));
                }
                names.remove("le");
                labels.computeIfAbsent(series.group(1), name -> new TreeSet<>()).addAll(names);
            }
        }
        return new Metrics(types, labels);
    }

    /** The gateway's own families; the {@code _max} that belongs to a timer is not one. */
    Map<String, String> own() {
        Map<String, String> own = new TreeMap<>();
        types.forEach((name, type) -> {
            boolean partOfTimer = name.endsWith("_max") && types.containsKey(name.substring(0, name.length() - 4));
            if (name.startsWith("gateway_") && !partOfTimer) {
                own.put(name, type);
            }
        });
        return own;
    }

    Set<String> labelsOf(String family) {
        Set<String> plain = labels.get(family);
        return plain != null ? plain : labels.getOrDefault(family + "_count", Set.of());
    }
}
