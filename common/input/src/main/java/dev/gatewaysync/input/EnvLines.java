package dev.gatewaysync.input;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Goes through the text of a {@code .env} file, one assignment after the other. */
final class EnvLines {
    /** Compose takes any letter; {@code .}, {@code -} and brackets too. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.\\[\\]-]+");

    private static final Pattern SHELL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\t\\r\\n]]");
    private static final String TYPOGRAPHIC_QUOTES = "“”„‟‘’‚‛«»";

    private final String text;
    private final Map<String, String> environment;
    private final String file;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<EnvFile.Problem> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private int position;
    private int line = 1;

    EnvLines(String text, Map<String, String> environment, String file) {
        this.text = text;
        this.environment = environment;
        this.file = file;
    }

    EnvFile read() {
        while (skipToStatement()) {
            int start = line;
            try {
                statement(start);
            } catch (Unreadable e) {
                problems.add(new EnvFile.Problem(e.name, file + " line " + start + e.about() + " " + e.getMessage()));
                skipLine();
            }
        }
        return EnvFile.of(values, problems, warnings);
    }

    /** Over white space, empty lines and comments; false at the end. */
    private boolean skipToStatement() {
        while (position < text.length()) {
            char next = text.charAt(position);
            if (next == '#') {
                skipLine();
            } else if (Character.isWhitespace(next) || isSpace(next)) {
                position++;
                line += next == '\n' ? 1 : 0;
            } else {
                return true;
            }
        }
        return false;
    }

    private void statement(int start) throws Unreadable {
        int end = endOfLine(position);
        String whole = text.substring(position, end);
        String statement = whole.replaceFirst("^export[ \\t]+", "");
        int assignment = indexOfAssignment(statement);
        if (assignment < 0) {
            if (statement.length() < whole.length()
                    && SHELL_NAME.matcher(statement.strip()).matches()) {
                // The shell's way to hand a variable on: nothing is set by it.
                skipLine();
                return;
            }
            throw new Unreadable(
                    "", "has no =, and so sets nothing. Write NAME=value, or begin the line with # to leave it out");
        }
        String name = strip(statement.substring(0, assignment));
        if (!NAME.matcher(name).matches()) {
            throw new Unreadable(
                    "", "has a name before the = that cannot be one: letters, digits and _ alone, without spaces");
        }
        position += whole.length() - statement.length() + assignment + 1;
        while (position < text.length() && isSpace(text.charAt(position))) {
            position++;
        }
        String value = value(name, statement.length() > assignment + 1 && isSpace(statement.charAt(assignment + 1)));
        if (INVISIBLE.matcher(value).find()) {
            throw new Unreadable(
                    name,
                    "has a character that does not show, as copying from a page brings along. Type the value anew");
        }
        Integer before = lines.put(name, start);
        if (before != null && !value.equals(values.get(name))) {
            warnings.add(file + " sets " + (SettingNames.isKnown(name) ? name : "a name") + " twice, in line " + before
                    + " and in line " + start + ": the last one counts");
        }
        values.put(name, value);
    }

    /** A name ends at the first = or :, as in YAML. */
    private static int indexOfAssignment(String statement) {
        int equals = statement.indexOf('=');
        int colon = statement.indexOf(':');
        return equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
    }

    private String value(String name, boolean afterSpace) throws Unreadable {
        char first = position < text.length() ? text.charAt(position) : '\n';
        return switch (first) {
            case '"', '\'' -> quoted(name, first);
            case '#' -> {
                if (afterSpace) {
                    throw new Unreadable(
                            name,
                            "has nothing but a comment after the =, and Docker Compose takes that for the value. Put the comment into a line of its own, or the value into quotes");
                }
                yield plain(name);
            }
            default -> plain(name);
        };
    }

    /** Up to the end of the line, or a comment, which begins after a space. */
    private String plain(String name) throws Unreadable {
        int end = endOfLine(position);
        String raw = text.substring(position, end);
        String value = strip(raw);
        int comment = value.indexOf(" #");
        value = comment < 0 ? value : strip(value.substring(0, comment));
        if (!value.isEmpty() && TYPOGRAPHIC_QUOTES.indexOf(value.charAt(0)) >= 0) {
            throw new Unreadable(name, "has a value in typographic quotes, which would be part of it. Use \" or '");
        }
        if (value.matches("(?s).*\\t+#.*") || value.matches("(?s).*[\\u00a0\\u2007\\u202f\\u3000]#.*")) {
            throw new Unreadable(
                    name,
                    "has a # after a tab, which is no comment for Docker Compose. Put a space before it, or the value into quotes");
        }
        if (value.indexOf('\r') >= 0) {
            throw new Unreadable(
                    name, "ends with a carriage return alone. Save the file with line ends of Unix or Windows");
        }
        value = new EnvVariables(environment, values, name).expand(value);
        position = end;
        return value;
    }

    private String quoted(String name, char quote) throws Unreadable {
        StringBuilder raw = new StringBuilder();
        int at = position + 1;
        int newLines = 0;
        while (true) {
            if (at >= text.length()) {
                throw new Unreadable(name, "has a value whose closing " + quote + " is missing");
            }
            char next = text.charAt(at);
            if (next == quote) {
                break;
            }
            if (next == '\\' && at + 1 < text.length()) {
                char escaped = text.charAt(at + 1);
                if (escaped != quote) {
                    raw.append('\\');
                }
                raw.append(escaped);
                newLines += escaped == '\n' ? 1 : 0;
                at += 2;
            } else {
                newLines += next == '\n' ? 1 : 0;
                raw.append(next);
                at++;
            }
        }
        String value = raw.toString();
        if (newLines > 0 && value.matches("(?s).*\\n\\s*(export[ \\t]+)?[A-Z][A-Z0-9_]{2,}=.*")) {
            throw new Unreadable(
                    name,
                    "has a value that goes on over lines that set other variables: its closing " + quote
                            + " is missing");
        }
        int end = endOfLine(at + 1);
        String behind = strip(text.substring(at + 1, end));
        if (!behind.isEmpty() && behind.charAt(0) != '#') {
            throw new Unreadable(name, "goes on after its closing " + quote + ". Inside it, write \\" + quote);
        }
        if (quote == '"') {
            value = new EnvVariables(environment, values, name).expand(EnvEscapes.expand(value, name));
        }
        position = end;
        line += newLines;
        return value;
    }

    private void skipLine() {
        position = endOfLine(position);
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static boolean isSpace(char letter) {
        return letter == ' '
                || letter == '\t'
                || letter == '\r'
                || letter == '\f'
                || letter == '\u000b'
                || letter == '\u0085'
                || letter == '\u00a0';
    }

    /** Of what Unicode calls white space, the no-break spaces too, which {@link String#strip} leaves. */
    private static String strip(String part) {
        int start = 0;
        int end = part.length();
        while (start < end && isBlank(part.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(part.charAt(end - 1))) {
            end--;
        }
        return part.substring(start, end);
    }

    private static boolean isBlank(char letter) {
        return isSpace(letter) || Character.isWhitespace(letter) || Character.isSpaceChar(letter);
    }

    /** Why a line cannot be read, as the rest of a sentence about it. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String name;

        Unreadable(String name, String message) {
            super(message, null, false, false);
            this.name = name;
        }

        /** A name of others may be none: half of a secret in base64 has a = behind it, too. */
        private String about() {
            return SettingNames.isKnown(name) ? " (" + name + ")" : "";
        }
    }
}
