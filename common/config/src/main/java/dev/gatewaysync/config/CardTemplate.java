package dev.gatewaysync.config;

import dev.gatewaysync.config.expression.Expression;
import dev.gatewaysync.config.expression.TextTemplate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a type is shown. What is null is not said: for a built-in type it stays as it is, for an own one there is none.
 *
 * @param fields null if they are not said, for none an empty list
 * @param buttons as the fields
 * @param edit events for which it gives the same text edit one card
 */
public record CardTemplate(
        @Nullable TextTemplate title,
        @Nullable TextTemplate url,
        @Nullable TextTemplate color,
        @Nullable TextTemplate text,
        @Nullable List<Field> fields,
        @Nullable TextTemplate image,
        @Nullable TextTemplate thumbnail,
        @Nullable List<Button> buttons,
        @Nullable TextTemplate edit) {
    /** That says nothing. */
    public static final CardTemplate EMPTY = new CardTemplate(null, null, null, null, null, null, null, null, null);

    /** @param when null for always */
    public record Field(
            TextTemplate name,
            TextTemplate value,
            boolean inline,
            @Nullable Expression when) {}

    /** @param when null for always */
    public record Button(
            TextTemplate label, TextTemplate url, @Nullable Expression when) {}
}
