package dev.gatewaysync.config.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The signs that other languages have for what JSONata says in words. */
final class OtherOperators {
    /** What is in quotes, also in those that are not closed, is nobody's operator; the longest first, for each is the beginning of another. */
    private static final Pattern SIGN = Pattern.compile(
            "(?s)\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|`[^`]*+`|[\"'`].*|(===?|!==|&&|\\|\\||!(?!=))");

    private static final Map<String, String> CURES = Map.of(
            "==", "== is written =",
            "===", "=== is written =",
            "!==", "!== is written !=",
            "&&", "&& is written and",
            "||", "|| is written or",
            "!", "!x is written $not(x)");

    private OtherOperators() {}

    /** As it is, and with what such signs in {@code source} are here. */
    static ExpressionException explained(ExpressionException e, String source) {
        Map<String, String> cures = new LinkedHashMap<>();
        for (Matcher sign = SIGN.matcher(source); sign.find(); ) {
            String found = sign.group(1);
            if (found != null) {
                cures.put(found, String.valueOf(CURES.get(found)));
            }
        }
        return cures.isEmpty()
                ? e
                : new ExpressionException(e.reason() + "; here " + String.join(", ", cures.values()), e.position());
    }
}
