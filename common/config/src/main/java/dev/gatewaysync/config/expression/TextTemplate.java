package dev.gatewaysync.config.expression;

import java.util.ArrayList;
import java.util.List;
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
            parts.add(new Value(expression(source, open + 2, close)));
            at = close + 2;
            open = source.indexOf("{{", at);
        }
        if (at < source.length()) {
            parts.add(new Literal(source.substring(at)));
        }
        return new TextTemplate(source, List.copyOf(parts));
    }

    private static Expression expression(String source, int from, int to) {
        String text = source.substring(from, to);
        if (text.isBlank()) {
            throw new ExpressionException("has {{ }} with nothing in it", from);
        }
        try {
            return Expression.of(text);
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

    /**
     * The text for {@code input}; what is missing is left out of it.
     *
     * @param escaped applied to what expressions give, not to what the template itself says
     * @throws ExpressionException if an expression fails, or the text becomes too long
     */
    public String of(JsonNode input, UnaryOperator<String> escaped) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(
                    switch (part) {
                        case Literal literal -> literal.text();
                        case Value value ->
                            escaped.apply(shown(value.expression().of(input)));
                    });
            if (text.length() > Expression.LONGEST_TEXT) {
                throw Expression.tooLarge();
            }
        }
        return text.toString();
    }

    /** As {@link #of(JsonNode, UnaryOperator)}, with values as they are. */
    public String of(JsonNode input) {
        return of(input, UnaryOperator.identity());
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            return value.valueStream().map(TextTemplate::shown).collect(java.util.stream.Collectors.joining(", "));
        }
        return value.isString()
                ? value.stringValue()
                : value.isNumber() ? value.decimalValue().toPlainString() : value.toString();
    }
}
