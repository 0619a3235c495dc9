package dev.gatewaysync.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value that is read without asking at every step whether it is there. */
record JsonView(@Nullable Object value) {
    JsonView at(String name) {
        return new JsonView(value instanceof Map<?, ?> map ? map.get(name) : null);
    }

    List<JsonView> list() {
        return value instanceof List<?> list
                ? list.stream().map(item -> new JsonView(item)).toList()
                : List.of();
    }

    /** Of an object. */
    Map<String, JsonView> entries() {
        Map<String, JsonView> entries = new java.util.LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, item) -> entries.put(String.valueOf(name), new JsonView(item)));
        }
        return entries;
    }

    boolean isThere() {
        return value != null;
    }

    /** “–” for nothing. */
    String text() {
        return value == null
                ? "–"
                : value instanceof Map || value instanceof List ? Json.write(value) : String.valueOf(value);
    }

    long number() {
        return value instanceof Number number ? number.longValue() : 0;
    }

    boolean is(Object expected) {
        return expected.equals(value);
    }
}
