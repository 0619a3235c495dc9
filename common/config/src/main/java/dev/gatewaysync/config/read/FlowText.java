package dev.gatewaysync.config.read;

/**
 * Puts quotes around expressions that stand bare in {@code { … }} and hold brackets or commas, such as
 * {@code { item: body.items[0].title }}: YAML ends a bare text there at the bracket, and people write them all the same.
 * Lines stay as they are; columns behind such an expression shift by its quotes.
 */
final class FlowText {
    private final String text;
    private final StringBuilder out;
    private int at;

    private FlowText(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length() + 64);
    }

    static String quoted(String text) {
        return new FlowText(text).run();
    }

    private String run() {
        boolean atValue = true;
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                atValue = true;
                copy();
            } else if (c == '#' && (at == 0 || Character.isWhitespace(text.charAt(at - 1)))) {
                copyTo(endOfLine());
            } else if (Character.isWhitespace(c)) {
                copy();
            } else if (depth == 0 && atValue && (c == '|' || c == '>')) {
                copyBlock();
            } else if (atValue && (c == '"' || c == '\'')) {
                copyQuoted(c);
                atValue = false;
            } else if (atValue && (c == '{' || c == '[')) {
                depth++;
                copy();
            } else if (depth > 0 && (c == '}' || c == ']')) {
                depth--;
                atValue = false;
                copy();
            } else if (isIndicator(c, depth)) {
                atValue = true;
                copy();
            } else if (depth > 0 && atValue) {
                bare();
                atValue = false;
            } else {
                atValue = false;
                copy();
            }
        }
        return out.toString();
    }

    private boolean isIndicator(char c, int depth) {
        boolean spaceFollows = at + 1 >= text.length() || Character.isWhitespace(text.charAt(at + 1));
        return c == ':' && spaceFollows || c == '-' && spaceFollows || depth > 0 && c == ',';
    }

    /** A bare text in flow context, up to where a person would say that it ends. */
    private void bare() {
        int end = at;
        int open = 0;
        char quote = 0;
        boolean needsQuotes = false;
        for (; end < text.length() && text.charAt(end) != '\n'; end++) {
            char c = text.charAt(end);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
                needsQuotes |= ",[]{}".indexOf(c) >= 0;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if ("([{".indexOf(c) >= 0) {
                open++;
                needsQuotes |= c != '(';
            } else if (")]}".indexOf(c) >= 0 && open > 0) {
                open--;
            } else if (open > 0 && c == ',') {
                needsQuotes = true;
            } else if (open == 0 && (",]}".indexOf(c) >= 0 || endsKey(end, c))) {
                break;
            }
        }
        String bare = text.substring(at, end).stripTrailing();
        if (needsQuotes) {
            out.append('\'').append(bare.replace("'", "''")).append('\'');
            at += bare.length();
        } else {
            copyTo(at + Math.max(1, bare.length()));
        }
    }

    private boolean endsKey(int place, char c) {
        return c == ':' && (place + 1 >= text.length() || Character.isWhitespace(text.charAt(place + 1)))
                || c == '#' && Character.isWhitespace(text.charAt(place - 1));
    }

    private void copyQuoted(char quote) {
        copy();
        while (at < text.length()) {
            char c = text.charAt(at);
            copy();
            if (c == '\\' && quote == '"' && at < text.length()) {
                copy();
            } else if (c == quote) {
                return;
            }
        }
    }

    /** A block of text holds no YAML: all lines that are further in than the one that it begins on. */
    private void copyBlock() {
        int lineStart = text.lastIndexOf('\n', at) + 1;
        int indent = indentAt(lineStart);
        copyTo(endOfLine());
        while (at < text.length()) {
            int next = at + 1;
            int end = text.indexOf('\n', next);
            String line = text.substring(Math.min(next, text.length()), end < 0 ? text.length() : end);
            if (!line.isBlank() && indentAt(next) <= indent) {
                return;
            }
            copyTo(end < 0 ? text.length() : end);
        }
    }

    private int indentAt(int lineStart) {
        int indent = 0;
        while (lineStart + indent < text.length() && text.charAt(lineStart + indent) == ' ') {
            indent++;
        }
        return indent;
    }

    private int endOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private void copy() {
        out.append(text.charAt(at++));
    }

    private void copyTo(int end) {
        out.append(text, at, end);
        at = end;
    }
}
