package dev.gatewaysync.config.source;

import dev.gatewaysync.config.expression.Expression;
import dev.gatewaysync.config.expression.ExpressionException;
import dev.gatewaysync.config.expression.ExpressionInput;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The expressions that one request is put to, each bounded by itself and all of them together. */
final class RuleEvaluation {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** As many as can take that long by themselves: of fewer, it was a pause of the process that took the time. */
    private static final int FREE = (int) LONGEST.dividedBy(Expression.LONGEST);

    private final ExpressionInput input;
    private final long start = System.nanoTime();
    private int asked;

    RuleEvaluation(JsonNode input) {
        this.input = ExpressionInput.of(input);
    }

    /** @throws FailedRuleException with what it is that failed */
    JsonNode value(String what, Expression expression) {
        if (++asked > FREE && System.nanoTime() - start > LONGEST.toNanos()) {
            throw new FailedRuleException(
                    "the rules before " + what + " take longer than " + LONGEST.toSeconds() + " s together");
        }
        try {
            return expression.of(input);
        } catch (ExpressionException e) {
            throw new FailedRuleException(what + ": " + e.reason());
        }
    }

    /**
     * As {@link #value}, of what is made of an expression for each field: if it fails, of those the first that does is named.
     *
     * @param fields by their names
     */
    JsonNode value(String what, Expression expression, Map<String, Expression> fields) {
        try {
            return value(what, expression);
        } catch (FailedRuleException whole) {
            fields.forEach((name, field) -> value("field '" + name + "' in " + what, field));
            throw whole;
        }
    }
}
