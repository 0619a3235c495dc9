package dev.gatewaysync.simulator.interaction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The text inputs of a modal, in action rows or in labels. */
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
            if (component.path("type").asInt() == TEXT_INPUT) {
                inputs.add(component);
            }
            collect(component.path("components"), inputs);
            if (component.path("component").path("type").asInt() == TEXT_INPUT) {
                inputs.add(component.path("component"));
            }
        }
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
