package dev.gatewaysync.config.source;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.SourceDefinition;
import dev.gatewaysync.config.SourceDefinition.Mapping;
import dev.gatewaysync.config.expression.Expression;
import dev.gatewaysync.events.JsonScalars;
import dev.gatewaysync.events.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a request into an event: by the source's own rules from the top, then by those of its preset. */
public final class SourceMapping {
    private static final String NO_RULE = "no rule of the source matches";

    private final GatewayConfig config;
    private final @Nullable Expression id;
    private final List<Rule> rules = new ArrayList<>();

    private record Rule(String name, Mapping mapping, boolean isPreset) {}

    public SourceMapping(GatewayConfig config, SourceDefinition source) {
        this.config = config;
        Optional<SourcePreset> preset = SourcePreset.named(source.preset());
        this.id = source.id() == null ? preset.map(SourcePreset::id).orElse(null) : source.id();
        add(source.events(), "", false);
        preset.ifPresent(known -> add(known.events(), " of the preset " + known.name(), true));
    }

    private void add(List<Mapping> mappings, String where, boolean isPreset) {
        for (int i = 0; i < mappings.size(); i++) {
            rules.add(new Rule("rule " + (i + 1) + where, mappings.get(i), isPreset));
        }
    }

    /** Fails for no request: what a rule cannot do is an outcome. */
    public SourceOutcome of(SourceRequest request) {
        JsonNode input = request.input();
        RuleEvaluation evaluation = new RuleEvaluation(input);
        try {
            for (Rule rule : rules) {
                Expression when = rule.mapping().when();
                if (when == null || isTrue(evaluation.value("`when` of " + rule.name(), when))) {
                    return outcome(rule, evaluation, input);
                }
            }
            return new SourceOutcome.Ignored(NO_RULE);
        } catch (FailedRuleException e) {
            return new SourceOutcome.Refused(List.of(new Problem("", e.reason())));
        }
    }

    private static boolean isTrue(JsonNode value) {
        return value.isBoolean() && value.booleanValue();
    }

    private SourceOutcome outcome(Rule rule, RuleEvaluation evaluation, JsonNode input) {
        String type = rule.mapping().type();
        if (type == null) {
            String why = rule.mapping().ignore();
            return new SourceOutcome.Ignored(why == null ? NO_RULE : why);
        }
        ObjectNode data = data(rule, evaluation, input);
        String key = id == null ? null : key(evaluation.value("`id`", id));
        EventDraft draft = EventDraft.of(config, type, data, rule.isPreset());
        return draft.problems().isEmpty()
                ? new SourceOutcome.Event(draft.type(), draft.data(), draft.timestamp(), key, rule.name())
                : new SourceOutcome.Refused(draft.problems());
    }

    private static ObjectNode data(Rule rule, RuleEvaluation evaluation, JsonNode input) {
        Expression expression = rule.mapping().data();
        if (expression == null) {
            if (input.path("body") instanceof ObjectNode body) {
                return body;
            }
            throw new FailedRuleException(
                    rule.name() + " takes the whole body as the event's data, and that is no object");
        }
        String what = "`data` of " + rule.name();
        JsonNode data = evaluation.value(what, expression);
        if (data instanceof ObjectNode object) {
            return object;
        }
        throw new FailedRuleException(what + " gives " + kind(data) + ", not an object");
    }

    private static @Nullable String key(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String key = JsonScalars.text(value)
                .map(String::strip)
                .orElseThrow(() -> new FailedRuleException("`id` gives " + kind(value) + ", not a text or a number"));
        return key.isEmpty() ? null : key;
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
}
