package dev.gatewaysync.input;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code $NAME}, {@code ${NAME}}, {@code ${NAME:-other}} and their like. Docker Compose makes nothing of a name that is not
 * set, and warns; a secret would be cut by that, so here the line is refused.
 */
final class EnvVariables {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern BRACED =
            Pattern.compile("(?<name>[A-Za-z_][A-Za-z0-9_]*)((?<operator>:?[-+?])(?<word>.*))?");
    private static final int DEEPEST = 8;

    private final Map<String, String> environment;
    private final Map<String, String> earlier;
    private final String name;

    /** @param earlier set by the lines before */
    EnvVariables(Map<String, String> environment, Map<String, String> earlier, String name) {
        this.environment = environment;
        this.earlier = earlier;
        this.name = name;
    }

    String expand(String text) throws EnvLines.Unreadable {
        return expand(text, 0);
    }

    private String expand(String text, int depth) throws EnvLines.Unreadable {
        if (depth > DEEPEST) {
            throw unreadable("nests ${…} too deeply");
        }
        StringBuilder expanded = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char letter = text.charAt(i);
            if (letter != '$') {
                expanded.append(letter);
                i++;
                continue;
            }
            char next = i + 1 < text.length() ? text.charAt(i + 1) : '\0';
            Matcher plain = PLAIN.matcher(text).region(Math.min(i + 1, text.length()), text.length());
            if (next == '$') {
                expanded.append('$');
                i += 2;
            } else if (next == '{') {
                int end = closing(text, i + 1);
                expanded.append(braced(text.substring(i + 2, end), depth));
                i = end + 1;
            } else if (plain.lookingAt()) {
                expanded.append(required(plain.group()));
                i = plain.end();
            } else {
                throw unreadable("has a $ that stands for no variable");
            }
        }
        return expanded.toString();
    }

    private String braced(String inside, int depth) throws EnvLines.Unreadable {
        Matcher parts = BRACED.matcher(inside);
        if (!parts.matches()) {
            throw unreadable("has a ${…} that stands for no variable");
        }
        String variable = parts.group("name");
        String operator = parts.group("operator");
        String word = parts.group("word");
        if (operator == null) {
            return required(variable);
        }
        String value = valueOf(variable);
        boolean counts = value != null && !(operator.startsWith(":") && value.isEmpty());
        return switch (operator.charAt(operator.length() - 1)) {
            case '-' -> counts ? String.valueOf(value) : expand(word, depth + 1);
            case '+' -> counts ? expand(word, depth + 1) : "";
            default -> {
                if (!counts) {
                    throw new EnvLines.Unreadable(name, "needs the variable " + variable + ", which is not set");
                }
                yield String.valueOf(value);
            }
        };
    }

    private String required(String variable) throws EnvLines.Unreadable {
        String value = valueOf(variable);
        if (value == null) {
            throw unreadable("has a $ before the name of a variable that is not set");
        }
        return value;
    }

    private @org.jspecify.annotations.Nullable String valueOf(String variable) {
        String given = environment.get(variable);
        return given == null ? earlier.get(variable) : given;
    }

    private int closing(String text, int brace) throws EnvLines.Unreadable {
        int open = 0;
        for (int i = brace; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                open++;
            } else if (text.charAt(i) == '}' && --open == 0) {
                return i;
            }
        }
        throw unreadable("has a ${ without its }");
    }

    private EnvLines.Unreadable unreadable(String what) {
        return new EnvLines.Unreadable(name, what + ". Put the value into single quotes, or write $$ for a dollar");
    }
}
