package dev.gatewaysync.cli;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.SourceAuth;
import dev.gatewaysync.config.SourceDefinition;
import dev.gatewaysync.config.source.SourceMapping;
import dev.gatewaysync.config.source.SourceOutcome;
import dev.gatewaysync.config.source.SourceRequest;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Problem;
import dev.gatewaysync.input.FormFields;
import dev.gatewaysync.input.Spelling;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code gateway config try}: what a source would make of a request. Its proof is not asked for. */
final class ConfigTry {
    private final GlobalOptions options;
    private final GatewayConfig config;

    ConfigTry(GlobalOptions options, LocalConfig local) {
        this.options = options;
        this.config = local.valid();
    }

    /** @return the exit code */
    int run(String sourceName, String body, List<String> headers, List<String> query) {
        SourceDefinition source = config.source(sourceName).orElseThrow(() -> unknown(sourceName));
        Map<String, String> named = pairs("--header", headers, ":");
        SourceOutcome outcome = new SourceMapping(config, source)
                .of(new SourceRequest(isForm(named) ? form(body) : json(body), named, lists(query)));
        PrintWriter out = options.out();
        if (options.json()) {
            out.println(EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(asJson(outcome)));
        } else {
            out.println(asText(outcome, source, named));
        }
        return outcome instanceof SourceOutcome.Refused ? CliException.FAILED : 0;
    }

    private static String asText(SourceOutcome outcome, SourceDefinition source, Map<String, String> headers) {
        return switch (outcome) {
            case SourceOutcome.Event event ->
                event.type() + " by " + event.rule() + ", " + key(event, source, headers) + "\n"
                        + EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(event.data());
            case SourceOutcome.Ignored ignored -> "ignored: " + ignored.why();
            case SourceOutcome.Refused refused ->
                refused.problems().stream()
                        .map(problem -> "✗ " + (problem.pointer() + " " + problem.message()).strip())
                        .collect(Collectors.joining("\n"));
        };
    }

    /** By what a repeat would be known: that there is nothing is seen in no other way before there are two events. */
    private static String key(SourceOutcome.Event event, SourceDefinition source, Map<String, String> headers) {
        if (event.key() != null) {
            return "key " + event.key();
        }
        if (source.auth() instanceof SourceAuth.StandardWebhooks) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase("webhook-id"))
                    .map(header -> "key " + header.getValue())
                    .findFirst()
                    .orElse("key of its webhook-id");
        }
        if (event.about() != null) {
            return "no key: a repeat is known by "
                    + (event.about().isEmpty() ? "its body" : "what it is about, " + event.about());
        }
        return "no key: a repeat would make a second event";
    }

    private static ObjectNode asJson(SourceOutcome outcome) {
        ObjectNode json = EventJson.mapper().createObjectNode();
        switch (outcome) {
            case SourceOutcome.Event event -> {
                json.put("type", event.type().wireName());
                json.set("data", event.data());
                json.put("key", event.key());
                json.put("rule", event.rule());
            }
            case SourceOutcome.Ignored ignored -> json.put("ignored", ignored.why());
            case SourceOutcome.Refused refused -> {
                ArrayNode problems = json.putArray("errors");
                for (Problem problem : refused.problems()) {
                    problems.addObject().put("pointer", problem.pointer()).put("message", problem.message());
                }
            }
        }
        return json;
    }

    private CliException unknown(String name) {
        String nearest = Spelling.meant(name, config.sources().keySet(), UnaryOperator.identity(), 3)
                .map(known -> ", did you mean '" + known + "'?")
                .orElse("");
        return new CliException(
                CliException.WRONG_USE,
                "there is no source '" + name + "'" + nearest
                        + (config.sources().isEmpty()
                                ? "; gateway.yml has none"
                                : "; there are "
                                        + String.join(", ", config.sources().keySet())));
    }

    private static boolean isForm(Map<String, String> headers) {
        return headers.entrySet().stream()
                .anyMatch(header -> header.getKey().equalsIgnoreCase("Content-Type")
                        && header.getValue().toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded"));
    }

    private static JsonNode form(String body) {
        try {
            Map<String, List<String>> fields = FormFields.texts(body.strip().getBytes(StandardCharsets.UTF_8));
            return SourceRequest.jsonIn(fields).map(ConfigTry::json).orElseGet(() -> SourceRequest.form(fields));
        } catch (IllegalArgumentException e) {
            throw new CliException(CliException.WRONG_USE, "--body " + e.getMessage());
        }
    }

    private static JsonNode json(String body) {
        try {
            return EventJson.readStrictly(body.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new CliException(CliException.WRONG_USE, "--body is no JSON: " + e.getOriginalMessage());
        }
    }

    private static Map<String, String> pairs(String option, List<String> given, String separator) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : given) {
            int at = pair.indexOf(separator);
            if (at < 1) {
                throw new CliException(
                        CliException.WRONG_USE,
                        option + " must be a name and a value, such as 'X-Kind" + separator + " a'");
            }
            pairs.put(pair.substring(0, at).strip(), pair.substring(at + 1).strip());
        }
        return pairs;
    }

    private static Map<String, List<String>> lists(List<String> given) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (String parameter : given) {
            pairs("--query", List.of(parameter), "=")
                    .forEach((name, value) -> lists.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(value));
        }
        return lists;
    }
}
