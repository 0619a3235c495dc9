package dev.gatewaysync.simulator.interaction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The text inputs and menus of a modal, in action rows or in labels. */
final class ModalInputs {

    private static final int TEXT_INPUT = 4;
    private static final int LONGEST = 4000;

    private ModalInputs() {}

    static List<JsonNode> of(JsonNode modal) {
        var inputs = new ArrayList<JsonNode>();
        collect(modal.path("components"), inputs);
        return inputs;
    }

    private static void collect(JsonNode components, List<JsonNode> inputs) {
        for (var component : components) {
            if (isInput(component)) {
                inputs.add(component);
            }
            collect(component.path("components"), inputs);
            if (isInput(component.path("component"))) {
                inputs.add(component.path("component"));
            }
        }
    }

    private static boolean isInput(JsonNode component) {
        int type = component.path("type").asInt();
        return type == TEXT_INPUT || type == SelectMenus.STRING_SELECT;
    }

    static void check(JsonNode modal, Map<String, String> values) {
        var unknown = new HashSet<>(values.keySet());
        for (var input : of(modal)) {
            var id = input.path("custom_id").asString("");
            unknown.remove(id);
            var value = values.getOrDefault(id, "");
            if (value.isEmpty() && input.path("required").asBoolean(true)) {
                throw new IllegalArgumentException("The field " + id + " must be filled in");
            }
            if (input.path("type").asInt() == SelectMenus.STRING_SELECT) {
                if (!value.isEmpty()) {
                    SelectMenus.check(input, List.of(value));
                }
                continue;
            }
            int least = input.path("min_length").asInt(0);
            int most = input.path("max_length").asInt(LONGEST);
            if (!value.isEmpty() && (value.length() < least || value.length() > most)) {
                throw new IllegalArgumentException(
                        "The field " + id + " takes " + least + " to " + most + " characters, not " + value.length());
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("The modal has no field " + unknown);
        }
    }
}
