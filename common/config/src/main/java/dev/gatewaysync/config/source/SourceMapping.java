package dev.gatewaysync.config.source;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.SourceDefinition;
import dev.gatewaysync.config.SourceDefinition.Mapping;
import dev.gatewaysync.config.expression.Expression;
import dev.gatewaysync.config.expression.ExpressionException;
import dev.gatewaysync.events.JsonScalars;
import dev.gatewaysync.events.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a request into an event: by the source's own rules from the top, then by those of its preset. */
public final class SourceMapping {
    private static final String NO_RULE = "no rule of the source matches";

    private final GatewayConfig config;
    private final SourceDefinition source;
    private final Optional<SourcePreset> preset;

    public SourceMapping(GatewayConfig config, SourceDefinition source) {
        this.config = config;
        this.source = source;
        this.preset = SourcePreset.named(source.preset());
    }

    /** Fails for no request: what a rule cannot do is an outcome. */
    public SourceOutcome of(SourceRequest request) {
        JsonNode input = request.input();
        try {
            Rule rule = matching(input);
            if (rule == null) {
                return new SourceOutcome.Ignored(NO_RULE);
            }
            Mapping mapping = rule.mapping();
            return mapping.type() == null
                    ? new SourceOutcome.Ignored(mapping.ignore() == null ? NO_RULE : mapping.ignore())
                    : event(rule, mapping.type(), input);
        } catch (FailedRule e) {
            return new SourceOutcome.Refused(List.of(new Problem("", e.reason)));
        }
    }

    private @Nullable Rule matching(JsonNode input) {
        int number = 0;
        for (Mapping mapping : source.events()) {
            Rule rule = new Rule(mapping, "rule " + ++number, false);
            if (matches(rule, input)) {
                return rule;
            }
        }
        number = 0;
        for (Mapping mapping : preset.map(SourcePreset::events).orElse(List.of())) {
            Rule rule = new Rule(mapping, "rule " + ++number + " of the preset " + source.preset(), true);
            if (matches(rule, input)) {
                return rule;
            }
        }
        return null;
    }

    private static boolean matches(Rule rule, JsonNode input) {
        Expression when = rule.mapping().when();
        return when == null || isTrue(value("`when` of " + rule.name(), when, input));
    }

    private static boolean isTrue(JsonNode value) {
        return value.isBoolean() && value.booleanValue();
    }

    private SourceOutcome event(Rule rule, String type, JsonNode input) {
        ObjectNode data = data(rule, input);
        String key = key(input);
        EventDraft draft = EventDraft.of(config, type, data, rule.isPreset());
        if (!draft.problems().isEmpty()) {
            return new SourceOutcome.Refused(draft.problems());
        }
        return new SourceOutcome.Event(draft.type(), draft.data(), draft.timestamp(), key, rule.name());
    }

    private static ObjectNode data(Rule rule, JsonNode input) {
        Expression expression = rule.mapping().data();
        if (expression == null) {
            if (input.path("body") instanceof ObjectNode body) {
                return body;
            }
            throw new FailedRule(rule.name() + " takes the whole body as the event's data, and that is no object");
        }
        String what = "`data` of " + rule.name();
        JsonNode data = value(what, expression, input);
        if (data instanceof ObjectNode object) {
            return object;
        }
        throw new FailedRule(what + " gives " + kind(data) + ", not an object");
    }

    private @Nullable String key(JsonNode input) {
        Expression id = source.id() == null ? preset.map(SourcePreset::id).orElse(null) : source.id();
        if (id == null) {
            return null;
        }
        JsonNode value = value("`id`", id, input);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String key = JsonScalars.text(value)
                .map(String::strip)
                .orElseThrow(() -> new FailedRule("`id` gives " + kind(value) + ", not a text or a number"));
        return key.isEmpty() ? null : key;
    }

    private static JsonNode value(String what, Expression expression, JsonNode input) {
        try {
            return expression.of(input);
        } catch (ExpressionException e) {
            throw new FailedRule(what + ": " + e.reason());
        }
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case OBJECT -> "an object";
            default -> "nothing";
        };
    }

    private record Rule(Mapping mapping, String name, boolean isPreset) {}

    /** An expected answer: carries no stack trace. */
    private static final class FailedRule extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        FailedRule(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
