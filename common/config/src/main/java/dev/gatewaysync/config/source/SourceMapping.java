package dev.gatewaysync.config.source;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.SourceDefinition;
import dev.gatewaysync.config.SourceDefinition.Mapping;
import dev.gatewaysync.config.expression.Expression;
import dev.gatewaysync.events.JsonScalars;
import dev.gatewaysync.events.Problem;
import dev.gatewaysync.events.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a request into an event: by the source's own rules from the top, then by those of its preset. */
public final class SourceMapping {
    private static final int LONGEST_SHOWN = 80;
    private static final String NO_RULE = "no rule of the source matches";

    private final GatewayConfig config;
    private final @Nullable Expression id;
    private final Optional<SourcePreset> preset;
    private final List<Rule> rules = new ArrayList<>();

    private record Rule(String name, Mapping mapping, boolean isPreset) {}

    public SourceMapping(GatewayConfig config, SourceDefinition source) {
        this(config, SourcePreset.named(source.preset()), source.id(), source.events());
    }

    /** Of a preset alone. */
    public static SourceMapping ofPreset(String name) {
        Optional<SourcePreset> preset = SourcePreset.named(name);
        if (preset.isEmpty()) {
            throw new IllegalArgumentException("There is no preset " + name);
        }
        return new SourceMapping(GatewayConfig.NONE, preset, null, List.of());
    }

    private SourceMapping(
            GatewayConfig config, Optional<SourcePreset> preset, @Nullable Expression id, List<Mapping> events) {
        this.config = config;
        this.id = id == null ? preset.map(SourcePreset::id).orElse(null) : id;
        this.preset = preset;
        add(events, "", false);
        preset.ifPresent(known -> add(known.events(), " of the preset " + known.name(), true));
    }

    private void add(List<Mapping> mappings, String where, boolean isPreset) {
        for (int i = 0; i < mappings.size(); i++) {
            rules.add(new Rule("rule " + (i + 1) + where, mappings.get(i), isPreset));
        }
    }

    /** Fails for no request: what a rule cannot do is an outcome. */
    public SourceOutcome of(SourceRequest request) {
        JsonNode input = preset.map(known -> LongTexts.cut(known.withoutSecrets(request.input())))
                .orElseGet(request::input);
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
        String key = id == null ? null : name("`id`", evaluation.value("`id`", id));
        String about = about(rule, evaluation);
        EventDraft draft = EventDraft.of(config, type, data, rule.isPreset());
        Instant time = time(rule, evaluation);
        return draft.problems().isEmpty()
                ? new SourceOutcome.Event(
                        draft.type(), draft.data(), time == null ? draft.timestamp() : time, key, about, rule.name())
                : new SourceOutcome.Refused(madeBy(rule, draft.problems()));
    }

    /** What a type does not take, with the rule that made it and how. */
    private static List<Problem> madeBy(Rule rule, List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Problem(
                        problem.pointer(), problem.message() + " (" + rule.name() + made(rule, problem) + ")"))
                .toList();
    }

    private static String made(Rule rule, Problem problem) {
        String field = problem.pointer().replaceFirst("^/data/?", "").replace('/', '.');
        Expression expression = rule.mapping().fields().get(field);
        if (expression == null) {
            return "";
        }
        String source = expression.source().strip();
        return ", " + field + ": "
                + (source.length() > LONGEST_SHOWN ? source.substring(0, LONGEST_SHOWN) + "…" : source);
    }

    private static @Nullable String about(Rule rule, RuleEvaluation evaluation) {
        Expression about = rule.mapping().about();
        if (about == null) {
            return null;
        }
        String what = "`about` of " + rule.name();
        String name = name(what, evaluation.value(what, about));
        return name == null ? "" : name;
    }

    /** The first that is one; none if there is none, for then it is when the request came. */
    private static @Nullable Instant time(Rule rule, RuleEvaluation evaluation) {
        Expression time = rule.mapping().time();
        if (time == null) {
            return null;
        }
        JsonNode value = evaluation.value("`time` of " + rule.name(), time);
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            Optional<Instant> read = Times.parse(each);
            if (read.isPresent()) {
                return read.get();
            }
        }
        return null;
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
        JsonNode data = evaluation.value(what, expression, rule.mapping().fields());
        if (data instanceof ObjectNode object) {
            return object;
        }
        throw new FailedRuleException(what + " gives " + kind(data) + ", not an object");
    }

    private static @Nullable String name(String what, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String key = JsonScalars.text(value)
                .map(String::strip)
                .orElseThrow(
                        () -> new FailedRuleException(what + " gives " + kind(value) + ", not a text or a number"));
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
