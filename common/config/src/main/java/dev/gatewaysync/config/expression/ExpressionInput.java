package dev.gatewaysync.config.expression;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What several expressions are asked about, made ready once. For one thread. */
public final class ExpressionInput {
    private final @Nullable Object value;

    private ExpressionInput(@Nullable Object value) {
        this.value = value;
    }

    public static ExpressionInput of(JsonNode input) {
        return new ExpressionInput(PlainValues.of(input));
    }

    @Nullable
    Object value() {
        return value;
    }
}
