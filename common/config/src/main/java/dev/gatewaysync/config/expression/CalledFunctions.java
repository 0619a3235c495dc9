package dev.gatewaysync.config.expression;

import com.dashjoin.jsonata.Jsonata;
import dev.gatewaysync.input.Spelling;
import java.util.List;
import java.util.function.UnaryOperator;

/** Refuses an expression that calls what there is not, which JSONata itself says only when it comes to the call. */
final class CalledFunctions {
    private static final int MOST_TYPOS = 2;

    /** What one may have meant; which there are, the library knows. */
    private static final List<String> NAMES = List.of(
            "string",
            "length",
            "substring",
            "substringBefore",
            "substringAfter",
            "uppercase",
            "lowercase",
            "trim",
            "pad",
            "contains",
            "split",
            "join",
            "match",
            "replace",
            "base64encode",
            "base64decode",
            "encodeUrlComponent",
            "encodeUrl",
            "decodeUrlComponent",
            "decodeUrl",
            "number",
            "abs",
            "floor",
            "ceil",
            "round",
            "power",
            "sqrt",
            "formatNumber",
            "formatBase",
            "formatInteger",
            "parseInteger",
            "sum",
            "max",
            "min",
            "average",
            "boolean",
            "not",
            "exists",
            "count",
            "append",
            "sort",
            "reverse",
            "distinct",
            "zip",
            "keys",
            "lookup",
            "spread",
            "merge",
            "sift",
            "each",
            "error",
            "assert",
            "type",
            "fromMillis",
            "toMillis",
            "map",
            "filter",
            "single",
            "reduce",
            "text",
            "cut",
            "line",
            "time",
            "grouped",
            "duration",
            "link",
            "markdown",
            "timeline");

    private CalledFunctions() {}

    /** @throws ExpressionException naming the function, where it stands, and the nearest that there is */
    static void check(Jsonata expression, String source) {
        for (String name : SyntaxTree.called(expression)) {
            if (!SyntaxTree.isDefined(name, expression)) {
                throw new ExpressionException(
                        "calls $" + name + ", and there is no such function"
                                + Spelling.meant(name, NAMES, UnaryOperator.identity(), MOST_TYPOS)
                                        .map(meant -> "; did you mean $" + meant + "?")
                                        .orElse(""),
                        source.indexOf("$" + name));
            }
        }
    }
}
