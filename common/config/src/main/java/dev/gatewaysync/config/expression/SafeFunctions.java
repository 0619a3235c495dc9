package dev.gatewaysync.config.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The functions of JSONata that could run for longer than any bound, again and within it; and those that would give
 * another answer the next time, so that a card could not be made again as it was.
 */
final class SafeFunctions {
    private static final List<String> CHANGEABLE = List.of("now", "millis", "random", "shuffle");

    private SafeFunctions() {}

    static void registerIn(Jsonata expression) {
        expression.registerFunction("contains", new Jsonata.JFunction((input, args) -> contains(args), "<s-(sf):b>"));
        expression.registerFunction("match", new Jsonata.JFunction((input, args) -> match(args), "<s-fn?:a<o>>"));
        expression.registerFunction("split", new Jsonata.JFunction((input, args) -> split(args), "<s-(sf)n?:a<s>>"));
        expression.registerFunction("replace", new Jsonata.JFunction((input, args) -> replace(args), "<s-(sf)sn?:s>"));
        expression.registerFunction("substring", new Jsonata.JFunction((input, args) -> substring(args), "<s-nn?:s>"));
        expression.registerFunction("pad", new Jsonata.JFunction((input, args) -> pad(args), "<s-ns?:s>"));
        expression.registerFunction("text", new Jsonata.JFunction((input, args) -> said(args), null));
        expression.registerFunction("cut", new Jsonata.JFunction((input, args) -> cut(args), null));
        expression.registerFunction("eval", refused("eval", "an expression is not made of a text"));
        for (String name : CHANGEABLE) {
            expression.registerFunction(
                    name, refused(name, "it says something else each time; take the event's own timestamp"));
        }
    }

    private static Jsonata.JFunction refused(String name, String why) {
        return new Jsonata.JFunction(
                (input, args) -> {
                    throw new ExpressionException("$" + name + " is not available: " + why, -1);
                },
                null);
    }

    private static @Nullable Object contains(List<?> args) {
        String text = text(args, 0);
        if (text == null) {
            return null;
        }
        return argument(args, 1) instanceof RegularExpression regex
                ? regex.isIn(text)
                : text.contains(String.valueOf(argument(args, 1)));
    }

    private static @Nullable Object match(List<?> args) {
        String text = text(args, 0);
        if (text == null) {
            return null;
        }
        if (!(argument(args, 1) instanceof RegularExpression regex)) {
            throw new ExpressionException("$match takes a regular expression, such as /[0-9]+/", -1);
        }
        List<Map<String, Object>> matches = regex.matches(text, most(args, 2));
        return matches.isEmpty() ? null : matches.size() == 1 ? matches.getFirst() : matches;
    }

    private static @Nullable Object split(List<?> args) {
        String text = text(args, 0);
        if (text == null) {
            return null;
        }
        int most = most(args, 2);
        if (argument(args, 1) instanceof RegularExpression regex) {
            return regex.split(text, most);
        }
        String separator = String.valueOf(argument(args, 1));
        List<String> parts = separator.isEmpty()
                ? text.codePoints().mapToObj(Character::toString).toList()
                : Arrays.asList(text.split(Pattern.quote(separator), -1));
        return parts.size() > most ? parts.subList(0, most) : parts;
    }

    /** The library's own fails where a text has emoji and is shorter than what is asked for. */
    private static @Nullable Object substring(List<?> args) {
        String text = text(args, 0);
        if (text == null) {
            return null;
        }
        int[] characters = text.codePoints().toArray();
        int from = place(args, 1);
        int start = from < 0 ? (int) Math.max(0, (long) characters.length + from) : Math.min(from, characters.length);
        int length = argument(args, 2) == null ? characters.length : Math.max(0, place(args, 2));
        int end = (int) Math.min(characters.length, (long) start + length);
        return new String(characters, start, end - start);
    }

    private static int place(List<?> args, int index) {
        return argument(args, index) instanceof Number number ? number.intValue() : 0;
    }

    private static @Nullable Object replace(List<?> args) {
        String text = text(args, 0);
        if (text == null) {
            return null;
        }
        String replacement = String.valueOf(argument(args, 2));
        int most = most(args, 3);
        if (argument(args, 1) instanceof RegularExpression regex) {
            return regex.replaced(text, replacement, most);
        }
        String searched = String.valueOf(argument(args, 1));
        if (searched.isEmpty()) {
            throw new ExpressionException("$replace cannot replace an empty text", -1);
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        int at = text.indexOf(searched);
        for (int i = 0; i < most && at >= 0; i++) {
            out.append(text, from, at).append(replacement);
            from = at + searched.length();
            at = text.indexOf(searched, from);
        }
        return out.append(text.substring(from)).toString();
    }

    private static @Nullable Object pad(List<?> args) {
        String text = text(args, 0);
        if (text == null) {
            return null;
        }
        long width = ((Number) java.util.Objects.requireNonNullElse(argument(args, 1), 0)).longValue();
        if (Math.abs(width) > Expression.LONGEST_TEXT) {
            throw Expression.tooLarge();
        }
        Object with = argument(args, 2);
        String padding = with == null || with.toString().isEmpty() ? " " : with.toString();
        int missing = (int) Math.abs(width) - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        int length = padding.codePointCount(0, padding.length());
        String repeated = padding.repeat(missing / length + 1);
        String fill = repeated.substring(0, repeated.offsetByCodePoints(0, missing));
        return width < 0 ? fill + text : text + fill;
    }

    /** What a text, a number, true or false says; nothing if that is blank, and of a list or an object. */
    private static @Nullable Object said(List<?> args) {
        Object value = argument(args, 0);
        if (value instanceof String text) {
            return text.isBlank() ? null : text.strip();
        }
        if (value instanceof Double || value instanceof Float) {
            return BigDecimal.valueOf(((Number) value).doubleValue()).toPlainString();
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : null;
    }

    /** At most so many characters, of which the last says that it was longer. */
    private static @Nullable Object cut(List<?> args) {
        String text = text(args, 0);
        int most = most(args, 1);
        if (text == null || text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return most == 0 ? "" : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static @Nullable String text(List<?> args, int index) {
        return argument(args, index) instanceof String text ? text : null;
    }

    private static @Nullable Object argument(List<?> args, int index) {
        return index < args.size() ? args.get(index) : null;
    }

    private static int most(List<?> args, int index) {
        if (!(argument(args, index) instanceof Number number)) {
            return Integer.MAX_VALUE;
        }
        if (number.intValue() < 0) {
            throw new JException("D3011", -1, number);
        }
        return number.intValue();
    }
}
