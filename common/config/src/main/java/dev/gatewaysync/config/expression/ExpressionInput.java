package dev.gatewaysync.config.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/** What several expressions are asked about, made ready once, and only if one of them needs that. For one thread. */
public final class ExpressionInput {
    /** What is seen where the input itself has no field of that name. */
    public interface Beside {
        List<String> names();

        /** Asked for one of the names, and only if an expression wants it. */
        String value(String name);
    }

    private final JsonNode json;
    private final @Nullable Beside beside;
    private @Nullable Object value;
    private boolean isReady;

    private ExpressionInput(JsonNode json, @Nullable Beside beside) {
        this.json = json;
        this.beside = beside;
    }

    public static ExpressionInput of(JsonNode input) {
        return new ExpressionInput(input, null);
    }

    public static ExpressionInput of(JsonNode input, Beside beside) {
        return new ExpressionInput(input, beside);
    }

    /** Without what is beside it. */
    JsonNode json() {
        return json;
    }

    /** The field of that name; a missing node if there is none. */
    JsonNode field(String name) {
        JsonNode field = json.path(name);
        return field.isMissingNode() && beside != null && beside.names().contains(name)
                ? JsonNodeFactory.instance.stringNode(beside.value(name))
                : field.isMissingNode() ? MissingNode.getInstance() : field;
    }

    /** As the engine takes it. */
    @Nullable
    Object value() {
        if (!isReady) {
            value = PlainValues.of(json);
            if (beside != null && value instanceof Map<?, ?> map) {
                @SuppressWarnings("unchecked")
                Map<String, @Nullable Object> fields = (Map<String, @Nullable Object>) map;
                beside.names().stream()
                        .filter(name -> !fields.containsKey(name))
                        .forEach(name -> fields.put(name, beside.value(name)));
            }
            isReady = true;
        }
        return value;
    }
}
