package dev.gatewaysync.config.expression;

import com.dashjoin.jsonata.Jsonata;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A literal {@code /…/} of an expression, matched in time that is linear in the text: Java's own engine takes for ever over
 * some patterns, and nothing can stop it. Called as a function, it gives the first match.
 */
final class RegularExpression extends Jsonata.JFunction {
    private final Pattern pattern;

    private RegularExpression(Pattern pattern) {
        super((input, args) -> first(pattern, args), "<x-:x>");
        this.pattern = pattern;
    }

    /** @throws ExpressionException if it needs what no linear engine has: look-around and references back */
    static RegularExpression of(java.util.regex.Pattern literal) {
        int flags = (literal.flags() & java.util.regex.Pattern.CASE_INSENSITIVE) == 0 ? 0 : Pattern.CASE_INSENSITIVE;
        flags |= (literal.flags() & java.util.regex.Pattern.MULTILINE) == 0 ? 0 : Pattern.MULTILINE;
        try {
            return new RegularExpression(Pattern.compile(literal.pattern(), flags));
        } catch (PatternSyntaxException e) {
            throw new ExpressionException(
                    "the regular expression /" + literal.pattern() + "/ cannot be used (" + e.getDescription()
                            + "); look-around and references back are not supported",
                    -1);
        }
    }

    /** The first match, as JSONata has it when a regular expression is called; nothing for no match. */
    private static @Nullable Object first(Pattern pattern, List<?> args) {
        return args.isEmpty() || !(args.getFirst() instanceof String text)
                ? null
                : matches(pattern, text, 1).stream().findFirst().orElse(null);
    }

    boolean isIn(String text) {
        return pattern.matcher(text).find();
    }

    List<Map<String, Object>> matches(String text, int most) {
        return matches(pattern, text, most);
    }

    private static List<Map<String, Object>> matches(Pattern pattern, String text, int most) {
        List<Map<String, Object>> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (found.size() < most && matcher.find()) {
            List<@Nullable String> groups = new ArrayList<>();
            for (int i = 1; i <= matcher.groupCount(); i++) {
                groups.add(matcher.group(i));
            }
            Map<String, Object> match = new LinkedHashMap<>();
            match.put("match", matcher.group());
            match.put("index", matcher.start());
            match.put("groups", groups);
            found.add(match);
        }
        return found;
    }

    List<String> split(String text, int most) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        int from = 0;
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                parts.add(text.substring(from, matcher.start()));
                from = matcher.end();
            }
        }
        parts.add(text.substring(from));
        return parts.size() > most ? parts.subList(0, most) : parts;
    }

    /** @param replacement with {@code $1} for a group and {@code $$} for a dollar, as JSONata has it */
    String replaced(String text, String replacement, int most) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int i = 0; i < most && matcher.find(); i++) {
            out.append(text, from, matcher.start()).append(filled(replacement, matcher));
            from = matcher.end();
        }
        return out.append(text.substring(from)).toString();
    }

    private static String filled(String replacement, Matcher matcher) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            char next = i + 1 < replacement.length() ? replacement.charAt(i + 1) : ' ';
            if (c == '$' && next == '$') {
                out.append('$');
                i++;
            } else if (c == '$' && Character.isDigit(next)) {
                int group = next - '0';
                String text = group <= matcher.groupCount() ? matcher.group(group) : "";
                out.append(text == null ? "" : text);
                i++;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
