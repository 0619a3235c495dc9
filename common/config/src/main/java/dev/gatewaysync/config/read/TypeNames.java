package dev.gatewaysync.config.read;

import dev.gatewaysync.config.TypeDefinition;
import dev.gatewaysync.events.BuiltInType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The types that a file can speak of. */
final class TypeNames {
    private TypeNames() {}

    static List<String> all(Map<String, TypeDefinition> types) {
        List<String> names = new ArrayList<>(types.keySet());
        Arrays.stream(BuiltInType.values()).map(BuiltInType::wireName).forEach(names::add);
        return names;
    }

    /** Whether the section's own name is one of them. */
    static void check(Section section, Map<String, TypeDefinition> types, String where) {
        List<String> known = all(types);
        if (!known.contains(section.name())) {
            section.problemWithKey("'" + section.name() + "' under " + where + " is no type"
                    + ConfigSchema.nearest(section.name(), known) + "; define it under types, or take a built-in one");
        }
    }

    /** Whether the entries of a list are some of them. */
    static void check(Section section, String key, Map<String, TypeDefinition> types) {
        List<String> known = all(types);
        for (String name : section.texts(key)) {
            if (!known.contains(name)) {
                section.problem(key, "'" + name + "' is no type" + ConfigSchema.nearest(name, known));
            }
        }
    }
}
