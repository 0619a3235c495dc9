package dev.gatewaysync.config.read;

import dev.gatewaysync.config.SourceAuth;
import dev.gatewaysync.config.SourceDefinition;
import dev.gatewaysync.config.expression.Expression;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** {@code sources}: other people's webhooks. */
final class SourcesReader {
    private static final Set<String> OURS = Set.of(
            Source.MAIN_APP.wireName(), Source.SYNC.wireName(), Source.DISCORD.wireName(), Source.SYSTEM.wireName());

    private SourcesReader() {}

    static Map<String, SourceDefinition> read(Section root) {
        Map<String, SourceDefinition> sources = new LinkedHashMap<>();
        for (Section section : root.sections("sources")) {
            if (OURS.contains(section.name())) {
                section.problemWithKey("'" + section.name() + "' names events of this program; give it another name");
            } else if (section.isSound()) {
                source(section, root, sources);
            }
        }
        return sources;
    }

    private static void source(Section section, Section root, Map<String, SourceDefinition> sources) {
        String preset = section.text("preset");
        SourceAuth auth = auth(section.section("auth"), preset != null, section.name());
        if (preset == null && section.items("events").isEmpty()) {
            section.problem("has no events: say what its requests become, or take a preset");
        }
        List<SourceDefinition.Mapping> events = new ArrayList<>();
        for (Section mapping : section.items("events")) {
            events.add(mapping(mapping, root));
        }
        Expression id = section.expression("id");
        if (auth != null) {
            sources.put(section.name(), new SourceDefinition(section.name(), preset, auth, id, events));
        }
    }

    private static SourceDefinition.Mapping mapping(Section section, Section root) {
        String type = section.text("type");
        if ((type == null) == !section.has("ignore")) {
            section.problem(
                    type == null
                            ? "has neither a type nor ignore: what should such a request become?"
                            : "has a type and ignore; it can only be one of them");
        }
        List<String> accepted = accepted(root);
        if (type != null && !accepted.contains(type)) {
            section.problem(
                    "type",
                    "'" + type + "' is no type that comes from outside" + ConfigSchema.nearest(type, accepted)
                            + "; define it under types, or take one of "
                            + String.join(", ", accepted));
        }
        Map<String, Expression> fields = new LinkedHashMap<>();
        return new SourceDefinition.Mapping(
                section.expression("when"),
                type,
                data(section, fields),
                fields,
                section.text("ignore"),
                section.expression("about"),
                section.expression("time"));
    }

    private static List<String> accepted(Section root) {
        return Stream.concat(
                        root.node("types").propertyNames().stream(),
                        Arrays.stream(BuiltInType.values())
                                .filter(type -> type.origin() == EventType.Origin.MAIN_APP)
                                .map(BuiltInType::wireName))
                .toList();
    }

    private static @Nullable Expression data(Section section, Map<String, Expression> fields) {
        if (!section.has("data")) {
            return null;
        }
        JsonNode data = section.node("data");
        if (data.isString()) {
            return section.expression("data");
        }
        if (!data.isObject()) {
            section.problem("data", "must be an expression, or one for each field");
            return null;
        }
        String source = source(section.section("data"), data, "", fields);
        return section.isSound("data") ? section.expression("data", source) : null;
    }

    /**
     * The expressions of an object's fields as one, each checked where it stands.
     *
     * @param found where each is put, with {@code above} before its name
     */
    private static String source(Section section, JsonNode data, String above, Map<String, Expression> found) {
        List<String> fields = new ArrayList<>();
        data.properties().forEach(field -> {
            JsonNode value = field.getValue();
            String key = field.getKey();
            String expression;
            if (value.isObject()) {
                expression = source(section.section(key), value, above + key + ".", found);
            } else if (value.isArray()) {
                section.problem(key, "must be an expression; a list is written as \"[a, b]\"");
                expression = "null";
            } else if (value.isString()) {
                Expression read = section.expression(key);
                expression = read == null ? "null" : "(" + value.asString() + ")";
                if (read != null) {
                    found.put(above + key, read);
                }
            } else {
                expression = value.toString();
            }
            fields.add(StringNode.valueOf(key) + ": " + expression);
        });
        return "{" + String.join(", ", fields) + "}";
    }

    private static @Nullable SourceAuth auth(Section section, boolean hasPreset, String source) {
        String example = source.toUpperCase(Locale.ROOT).replace('-', '_') + "_SECRET";
        List<String> kinds = Stream.of("hmac", "bearer", "basic", "standard-webhooks")
                .filter(section::has)
                .toList();
        boolean isHeader = kinds.isEmpty() && section.has("header");
        if (kinds.size() > 1) {
            section.problem("has " + String.join(" and ", kinds) + "; a request has one proof");
            return null;
        }
        if (kinds.isEmpty() && !isHeader && !(hasPreset && section.has("secret"))) {
            section.problem("has no proof: anybody could send. Such as { bearer: \"${" + example + "}\" }, hmac, basic,"
                    + " standard-webhooks, or header with secret");
            return null;
        }
        String kind = kinds.isEmpty() ? "secret" : kinds.getFirst();
        String key = kind.equals("hmac") ? "secret" : kind;
        if (!section.has(key)) {
            section.problem("has no secret, such as secret: \"${" + example + "}\"");
            return null;
        }
        String secret = section.secret(key, example);
        if (kind.equals("hmac") && !section.has("header")) {
            section.problem("has no header: which one holds the signature, such as X-Signature?");
            return null;
        }
        if (secret == null || !section.isSound()) {
            return null;
        }
        if (kind.equals("basic") && secret.indexOf(':') < 1) {
            section.problem("basic", "must be user:password");
        }
        String header = String.valueOf(section.text("header"));
        String prefix = section.text("prefix");
        return switch (kind) {
            case "hmac" ->
                new SourceAuth.Hmac(
                        String.valueOf(section.text("hmac")),
                        header,
                        "base64".equals(section.text("encoding"))
                                ? SourceAuth.Hmac.Encoding.BASE64
                                : SourceAuth.Hmac.Encoding.HEX,
                        prefix == null ? "" : prefix,
                        secret);
            case "bearer" -> new SourceAuth.Bearer(secret);
            case "basic" -> new SourceAuth.Basic(secret);
            case "standard-webhooks" -> new SourceAuth.StandardWebhooks(secret);
            default -> isHeader ? new SourceAuth.Header(header, secret) : new SourceAuth.PresetSecret(secret);
        };
    }
}
