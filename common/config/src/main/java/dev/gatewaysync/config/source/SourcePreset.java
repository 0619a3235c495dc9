package dev.gatewaysync.config.source;

import dev.gatewaysync.config.SourceDefinition.Mapping;
import dev.gatewaysync.config.expression.Expression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules for a well-known sender, written as those of {@code gateway.yml} are.
 *
 * @param id the idempotency key; null if the sender gives none
 * @param neverKept names of fields that hold what nobody may keep, wherever in a request they stand
 * @param events tried from the top
 */
public record SourcePreset(String name, @Nullable Expression id, Set<String> neverKept, List<Mapping> events) {
    private static final List<String> NAMES =
            List.of("gitlab", "sentry", "stripe", "uptime-kuma", "grafana", "github", "netlify", "vercel");
    private static final Map<String, SourcePreset> PRESETS = load();

    /** All there are. */
    public static List<String> names() {
        return NAMES;
    }

    public static Optional<SourcePreset> named(@Nullable String name) {
        return Optional.ofNullable(name).map(PRESETS::get);
    }

    /** Without what nobody may keep; the same where there is none of it. */
    public JsonNode withoutSecrets(JsonNode json) {
        if (neverKept.isEmpty()) {
            return json;
        }
        JsonNode copy = json.deepCopy();
        remove(copy);
        return copy;
    }

    private void remove(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.remove(neverKept);
        }
        json.forEach(this::remove);
    }

    private static Map<String, SourcePreset> load() {
        Map<String, SourcePreset> presets = new LinkedHashMap<>();
        NAMES.forEach(name -> presets.put(name, read(name)));
        return Map.copyOf(presets);
    }

    private static SourcePreset read(String name) {
        Map<?, ?> file;
        try (InputStream in = Objects.requireNonNull(SourcePreset.class.getResourceAsStream(name + ".yml"), name)) {
            file = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Mapping> events = new ArrayList<>();
        for (Object entry : (List<?>) Objects.requireNonNull(file.get("events"))) {
            Map<?, ?> rule = (Map<?, ?>) entry;
            events.add(new Mapping(
                    expression(rule.get("when")),
                    (String) rule.get("type"),
                    expression(rule.get("data")),
                    Map.of(),
                    (String) rule.get("ignore"),
                    expression(rule.get("about")),
                    expression(rule.get("time"))));
        }
        Set<String> neverKept = file.get("never_kept") instanceof List<?> names
                ? names.stream().map(String::valueOf).collect(Collectors.toSet())
                : Set.of();
        return new SourcePreset(name, expression(file.get("id")), neverKept, List.copyOf(events));
    }

    private static @Nullable Expression expression(@Nullable Object source) {
        return source == null ? null : Expression.of(source.toString());
    }
}
