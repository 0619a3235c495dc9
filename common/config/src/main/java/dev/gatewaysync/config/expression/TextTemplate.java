package dev.gatewaysync.config.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** A text with {@code {{ expressions }}} in it. */
public final class TextTemplate {
    private final String source;
    private final List<Part> parts;

    private sealed interface Part {}

    private record Literal(String text) implements Part {}

    private record Value(Expression expression) implements Part {}

    private TextTemplate(String source, List<Part> parts) {
        this.source = source;
        this.parts = parts;
    }

    /** @throws ExpressionException for an expression that cannot be read, placed in the whole text */
    public static TextTemplate of(String source) {
        return of(source, Expression::of);
    }

    /** As {@link #of(String)}, of a card: its values may be {@link FormattedValue}s. */
    public static TextTemplate ofCard(String source) {
        return of(source, Expression::ofCard);
    }

    private static TextTemplate of(String source, Function<String, Expression> reader) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        int open = source.indexOf("{{");
        while (open >= 0) {
            if (open > at) {
                parts.add(new Literal(source.substring(at, open)));
            }
            int close = endOf(source, open + 2);
            if (close < 0) {
                throw new ExpressionException("has {{ without its }}", open);
            }
            parts.add(new Value(expression(source, open + 2, close, reader)));
            at = close + 2;
            open = source.indexOf("{{", at);
        }
        if (at < source.length()) {
            parts.add(new Literal(source.substring(at)));
        }
        return new TextTemplate(source, List.copyOf(parts));
    }

    private static Expression expression(String source, int from, int to, Function<String, Expression> reader) {
        String text = source.substring(from, to);
        if (text.isBlank()) {
            throw new ExpressionException("has {{ }} with nothing in it", from);
        }
        try {
            return reader.apply(text);
        } catch (ExpressionException e) {
            throw new ExpressionException(e.reason(), e.position() < 0 ? from : from + e.position());
        }
    }

    /** Where the braces close that opened before {@code from}; braces of objects and those in quotes are the expression's. */
    private static int endOf(String source, int from) {
        int depth = 0;
        char quote = 0;
        for (int i = from; i < source.length(); i++) {
            char c = source.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'' || c == '`') {
                quote = c;
            } else if (c == '{') {
                depth++;
            } else if (c == '}') {
                if (depth == 0) {
                    return i + 1 < source.length() && source.charAt(i + 1) == '}' ? i : -1;
                }
                depth--;
            }
        }
        return -1;
    }

    /** As it was written. */
    public String source() {
        return source;
    }

    /** Those in it, in their order. */
    public List<Expression> expressions() {
        return parts.stream()
                .filter(Value.class::isInstance)
                .map(part -> ((Value) part).expression())
                .toList();
    }

    /** Whether it is one value, with nothing beside it. */
    public boolean isOneValue() {
        return parts.size() == 1 && parts.getFirst() instanceof Value;
    }

    /**
     * The text for {@code input}; what is missing is left out of it.
     *
     * @param written makes text of what an expression gives; what the template itself says stays as it is
     * @throws ExpressionException if an expression fails, or the text becomes too long
     */
    public String of(ExpressionInput input, Function<JsonNode, String> written) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(
                    switch (part) {
                        case Literal literal -> literal.text();
                        case Value value -> written.apply(value.expression().of(input));
                    });
            if (text.length() > Expression.LONGEST_TEXT) {
                throw Expression.tooLarge();
            }
        }
        return text.toString();
    }

    /** As {@link #of(ExpressionInput, Function)}, with {@code escaped} applied to each value's text. */
    public String of(JsonNode input, UnaryOperator<String> escaped) {
        return of(ExpressionInput.of(input), value -> escaped.apply(shown(value)));
    }

    /** As {@link #of(ExpressionInput, Function)}, with values as they are. */
    public String of(JsonNode input) {
        return of(ExpressionInput.of(input), TextTemplate::shown);
    }

    /** A value as text: a list with commas, a number without exponent, nothing for what is missing. */
    public static String shown(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            return value.valueStream().map(TextTemplate::shown).collect(java.util.stream.Collectors.joining(", "));
        }
        FormattedValue formatted = FormattedValue.in(value);
        if (formatted != null) {
            return formatted.toString();
        }
        return value.isString()
                ? value.stringValue()
                : value.isNumber() ? value.decimalValue().toPlainString() : value.toString();
    }
}
