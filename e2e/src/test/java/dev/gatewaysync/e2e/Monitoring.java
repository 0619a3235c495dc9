package dev.gatewaysync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files under {@code monitoring} and what they name. */
final class Monitoring {
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    static final Path ROOT = PROJECT.resolve("monitoring");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*");
    private static final Set<String> WORDS = Set.of(
            "and", "or", "unless", "by", "on", "without", "ignoring", "bool", "offset", "group_left", "group_right");

    private Monitoring() {}

    /** Rules of all files; each has {@code expr} and {@code alert} or {@code record}. */
    static List<Map<String, Object>> rules() {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Path file : files(ROOT.resolve("prometheus/rules"), ".yml")) {
            Map<String, List<Map<String, Object>>> document = new Yaml().load(read(file));
            document.getOrDefault("groups", List.of()).forEach(group -> {
                @SuppressWarnings("unchecked")
                List<Map<String, Object>> ofGroup = (List<Map<String, Object>>) group.get("rules");
                rules.addAll(ofGroup);
            });
        }
        return rules;
    }

    static List<Map<String, Object>> alerts() {
        return rules().stream().filter(rule -> rule.containsKey("alert")).toList();
    }

    /** File name → dashboard. */
    static Map<String, JsonNode> dashboards() {
        Map<String, JsonNode> dashboards = new java.util.TreeMap<>();
        JsonMapper json = JsonMapper.builder().build();
        files(ROOT.resolve("grafana/dashboards"), ".json")
                .forEach(file -> dashboards.put(file.getFileName().toString(), json.readTree(read(file))));
        return dashboards;
    }

    static List<String> dashboardQueries() {
        return dashboards().values().stream()
                .flatMap(dashboard -> dashboard.path("panels").valueStream())
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString())
                .toList();
    }

    /** Names of the metrics that a query asks for: names that are neither functions nor words of the language. */
    static Set<String> metricsOf(String query) {
        String bare = TEXT.matcher(query).replaceAll("\"\"");
        bare = GROUPING.matcher(bare).replaceAll(" ");
        bare = MATCHERS.matcher(bare).replaceAll(" ");
        bare = bare.replaceAll("\\[[^]]*]", " ");
        String rest = bare;
        Set<String> names = new TreeSet<>();
        NAME.matcher(bare).results().forEach(found -> {
            boolean function =
                    rest.substring(found.end()).stripLeading().startsWith("(") && !WORDS.contains(found.group());
            boolean number = found.start() > 0 && Character.isDigit(rest.charAt(found.start() - 1));
            if (!function && !number && !WORDS.contains(found.group())) {
                names.add(found.group());
            }
        });
        return names;
    }

    static List<String> group(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
