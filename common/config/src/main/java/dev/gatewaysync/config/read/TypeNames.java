package dev.gatewaysync.config.read;

import dev.gatewaysync.events.BuiltInType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The types that a file can speak of. */
final class TypeNames {
    private TypeNames() {}

    /** Those that have a mistake are known all the same: it is named where it is. */
    static List<String> all(Section root) {
        List<String> names = new ArrayList<>(root.node("types").propertyNames());
        Arrays.stream(BuiltInType.values()).map(BuiltInType::wireName).forEach(names::add);
        return names;
    }

    /** Whether the section's own name is one of them. */
    static void check(Section section, Section root, String where) {
        List<String> known = all(root);
        if (!known.contains(section.name())) {
            section.problemWithKey("'" + section.name() + "' under " + where + " is no type"
                    + ConfigSchema.nearest(section.name(), known) + "; define it under types, or take a built-in one");
        }
    }

    /** Whether the entries of a list are some of them. */
    static void check(Section section, String key, Section root) {
        List<String> known = all(root);
        for (String name : section.texts(key)) {
            if (!known.contains(name)) {
                section.problem(key, "'" + name + "' is no type" + ConfigSchema.nearest(name, known));
            }
        }
    }
}
