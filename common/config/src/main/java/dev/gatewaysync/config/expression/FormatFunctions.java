package dev.gatewaysync.config.expression;

import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The functions by which the expressions of cards say how a value is shown. */
final class FormatFunctions {
    private FormatFunctions() {}

    static void registerIn(Jsonata expression) {
        for (FormattedValue.Format format : FormattedValue.Format.values()) {
            expression.registerFunction(
                    format.function(), new Jsonata.JFunction((input, args) -> formatted(format, args), null));
        }
    }

    private static @Nullable Object formatted(FormattedValue.Format format, List<?> args) {
        JsonNode[] arguments = new JsonNode[args.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = PlainValues.toJson(args.get(i));
        }
        return FormattedValue.of(format, arguments);
    }
}
