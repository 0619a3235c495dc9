package dev.gatewaysync.simulator.interaction;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Menus of options, in messages and in modals. */
final class SelectMenus {

    static final int STRING_SELECT = 3;

    private SelectMenus() {}

    /** @throws IllegalArgumentException if there is none, or nobody can use it */
    static JsonNode in(JsonNode components, String menu) {
        var found = find(components, menu);
        if (found == null || found.path("disabled").asBoolean(false)) {
            throw new IllegalArgumentException("The message has no menu \"" + menu + "\" to choose from");
        }
        return found;
    }

    private static @Nullable JsonNode find(JsonNode components, String menu) {
        for (var component : components) {
            if (component.path("type").asInt() == STRING_SELECT
                    && component.path("custom_id").asString("").equals(menu)) {
                return component;
            }
            var inside = find(component.path("components"), menu);
            if (inside != null) {
                return inside;
            }
        }
        return null;
    }

    /** @throws IllegalArgumentException if a person could not choose these */
    static void check(JsonNode menu, List<String> values) {
        Set<String> known = menu.path("options")
                .valueStream()
                .map(option -> option.path("value").asString(""))
                .collect(Collectors.toSet());
        int least = menu.path("min_values").asInt(1);
        int most = menu.path("max_values").asInt(1);
        if (!known.containsAll(values) || new HashSet<>(values).size() != values.size()) {
            throw new IllegalArgumentException("The menu has not each of these options once: " + values);
        }
        if (values.size() < least || values.size() > most) {
            throw new IllegalArgumentException("The menu takes " + least + " to " + most + " of its options");
        }
    }
}
