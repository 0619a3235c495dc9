package dev.gatewaysync.events;

import org.jspecify.annotations.Nullable;

/** Jackson fills absent record components with null, so each record checks what it cannot be without. */
final class Required {
    private Required() {}

    static void present(@Nullable Object value, String type, String field) {
        if (value == null) {
            throw new IllegalArgumentException(type + ": the field '" + field + "' is missing");
        }
    }
}
