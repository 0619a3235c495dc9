package dev.gatewaysync.config.read;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What other languages call the kinds of fields. */
final class FieldKinds {
    private static final Map<String, List<String>> CALLED = Map.of(
            "text", List.of("string", "str", "varchar", "char"),
            "integer", List.of("int", "long", "whole"),
            "number", List.of("float", "double", "decimal", "numeric", "money"),
            "boolean", List.of("bool", "flag", "yesno"),
            "time", List.of("date", "datetime", "date-time", "timestamp", "instant"),
            "list", List.of("array", "sequence", "set"),
            "url", List.of("uri", "link", "href", "image"),
            "object", List.of("map", "dict", "json", "mapping", "struct"));

    private FieldKinds() {}

    /** With its {@code !}, if it has one; empty where something else than a kind is asked for. */
    static Optional<String> meant(String written, List<String> allowed) {
        String name = written.toLowerCase(Locale.ROOT).replace("!", "").strip();
        String required = written.endsWith("!") ? "!" : "";
        return CALLED.entrySet().stream()
                .filter(kind -> kind.getValue().contains(name))
                .map(kind -> kind.getKey() + required)
                .filter(allowed::contains)
                .findFirst();
    }
}
