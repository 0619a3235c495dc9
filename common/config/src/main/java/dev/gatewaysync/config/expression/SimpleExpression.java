package dev.gatewaysync.config.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/**
 * The expressions that most texts are made of, worked out without the engine: a path, a path compared with a constant, and a format of
 * paths and constants. It says what the engine would say, or that the engine has to be asked.
 */
final class SimpleExpression {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
    private static final Pattern PATH = Pattern.compile("\\$|" + NAME + "(?:\\." + NAME + ")*");
    private static final Pattern TEXT = Pattern.compile("'([^'\\\\]*)'|\"([^\"\\\\]*)\"");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final Pattern COMPARED =
            Pattern.compile("(" + PATH.pattern() + ")\\s*(!?=)\\s*(" + TEXT.pattern() + "|true|false)");
    private static final Pattern CALL = Pattern.compile("\\$([a-z]+)\\s*\\(([^()]*)\\)");
    private static final Set<String> WORDS = Set.of("and", "or", "in", "true", "false", "null", "function");

    /** Null of an input that only the engine understands. */
    private interface Step {
        @Nullable
        JsonNode of(ExpressionInput input);
    }

    private final Step step;

    private SimpleExpression(Step step) {
        this.step = step;
    }

    /** @param hasFormats whether the functions of {@link FormattedValue.Format} may be called */
    static @Nullable SimpleExpression read(String source, boolean hasFormats) {
        String text = source.strip();
        Step step = path(text);
        if (step == null) {
            step = comparison(text);
        }
        if (step == null && hasFormats) {
            step = call(text);
        }
        return step == null ? null : new SimpleExpression(step);
    }

    /** What it makes of {@code input}; null if the engine has to be asked. */
    @Nullable
    JsonNode of(ExpressionInput input) {
        return step.of(input);
    }

    private static @Nullable Step path(String text) {
        if (!PATH.matcher(text).matches()) {
            return null;
        }
        if (text.equals("$")) {
            return input -> plain(input.json());
        }
        String[] names = text.split("\\.");
        for (String name : names) {
            if (WORDS.contains(name)) {
                return null;
            }
        }
        return input -> at(names, input);
    }

    private static @Nullable JsonNode at(String[] names, ExpressionInput input) {
        if (input.json().isArray()) {
            return null;
        }
        JsonNode node = input.field(names[0]);
        for (int i = 1; i < names.length; i++) {
            if (node.isArray()) {
                return null;
            }
            node = node.path(names[i]);
        }
        return plain(node);
    }

    /** As the engine gives it back. */
    private static @Nullable JsonNode plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.stringValue().length() > Expression.LONGEST_TEXT ? null : node;
            case BOOLEAN -> node;
            case NULL, MISSING -> MissingNode.getInstance();
            case NUMBER -> PlainValues.toJson(PlainValues.of(node));
            case ARRAY -> isOfTexts(node) ? node : null;
            default -> null;
        };
    }

    private static boolean isOfTexts(JsonNode array) {
        if (array.size() > Expression.LONGEST_LIST) {
            return false;
        }
        for (JsonNode item : array) {
            if (!item.isString()) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Step comparison(String text) {
        Matcher compared = COMPARED.matcher(text);
        if (!compared.matches()) {
            return null;
        }
        Step path = path(compared.group(1));
        JsonNode constant = constant(compared.group(3));
        boolean isNegated = compared.group(2).equals("!=");
        return path == null || constant == null ? null : input -> compared(path.of(input), constant, isNegated);
    }

    private static @Nullable JsonNode compared(@Nullable JsonNode value, JsonNode constant, boolean isNegated) {
        return value == null || value.isArray() ? null : BooleanNode.valueOf(value.equals(constant) != isNegated);
    }

    private static @Nullable Step call(String text) {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return null;
        }
        Optional<FormattedValue.Format> format = FormattedValue.Format.named(call.group(1));
        List<Step> arguments = new ArrayList<>();
        for (String argument : call.group(2).split(",", -1)) {
            JsonNode constant = constant(argument.strip());
            Step step = constant == null ? path(argument.strip()) : input -> constant;
            if (step == null) {
                return null;
            }
            arguments.add(step);
        }
        return format.<Step>map(known -> input -> formatted(known, arguments, input))
                .orElse(null);
    }

    private static @Nullable JsonNode formatted(FormattedValue.Format format, List<Step> steps, ExpressionInput input) {
        JsonNode[] arguments = new JsonNode[steps.size()];
        for (int i = 0; i < arguments.length; i++) {
            JsonNode argument = steps.get(i).of(input);
            if (argument == null) {
                return null;
            }
            arguments[i] = argument;
        }
        FormattedValue value = FormattedValue.of(format, arguments);
        return value == null ? MissingNode.getInstance() : JsonNodeFactory.instance.pojoNode(value);
    }

    private static @Nullable JsonNode constant(String text) {
        if (text.equals("true") || text.equals("false")) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        Matcher quoted = TEXT.matcher(text);
        if (quoted.matches()) {
            return JsonNodeFactory.instance.stringNode(
                    Objects.requireNonNullElse(quoted.group(1), Objects.requireNonNullElse(quoted.group(2), "")));
        }
        return WHOLE.matcher(text).matches() ? JsonNodeFactory.instance.numberNode(Long.parseLong(text)) : null;
    }
}
