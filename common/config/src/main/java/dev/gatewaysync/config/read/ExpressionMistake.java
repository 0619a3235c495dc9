package dev.gatewaysync.config.read;

import dev.gatewaysync.config.expression.ExpressionException;

/** What is said of an expression that cannot be read, with what it may have lost on its way through the file. */
final class ExpressionMistake {
    private ExpressionMistake() {}

    static String said(String source, ExpressionException e) {
        return "is no expression: " + e.reason() + cure(source);
    }

    private static String cure(String source) {
        if (source.contains("{{")) {
            return "; an expression stands here by itself, write it without {{ }}";
        }
        // YAML has ended it at a comma, and has taken the rest for another key.
        long open = source.chars().filter(c -> c == '(').count();
        long closed = source.chars().filter(c -> c == ')').count();
        return open > closed ? "; a text with a comma in { } needs quotes" : "";
    }
}
