package dev.gatewaysync.simulator.interaction;

import tools.jackson.databind.JsonNode;

/** Finds a button among a message's components, however deep it stands. */
final class Buttons {

    private static final int BUTTON = 2;

    private Buttons() {}

    static String customId(JsonNode components, String button) {
        var found = find(components, button);
        if (found == null) {
            throw new IllegalArgumentException("The message has no button \"" + button + "\"");
        }
        if (found.path("disabled").asBoolean(false)) {
            throw new IllegalArgumentException("The button \"" + button + "\" is disabled");
        }
        return found.path("custom_id").asString("");
    }

    private static @org.jspecify.annotations.Nullable JsonNode find(JsonNode components, String button) {
        for (var component : components) {
            boolean named = component.path("custom_id").asString("").equals(button)
                    || component.path("label").asString("").equals(button);
            if (component.path("type").asInt() == BUTTON && named) {
                return component;
            }
            var inside = find(component.path("components"), button);
            if (inside != null) {
                return inside;
            }
        }
        return null;
    }
}
