package dev.gatewaysync.simulator.rest;

import tools.jackson.databind.JsonNode;

/** Discord's demands on the components of a message: rows of buttons. */
final class ComponentForm {

    private static final int ACTION_ROW = 1;
    private static final int BUTTON = 2;
    private static final int LINK = 5;
    private static final int MOST_ROWS = 5;
    private static final int MOST_IN_ROW = 5;
    private static final int MOST_LABEL = 80;
    private static final int MOST_CUSTOM_ID = 100;

    private ComponentForm() {}

    static void check(JsonNode rows, FormErrors errors) {
        if (rows.size() > MOST_ROWS) {
            errors.add("BASE_TYPE_MAX_LENGTH", "Must be " + MOST_ROWS + " or fewer in length.", "components");
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).path("type").asInt() == ACTION_ROW) {
                row(rows.get(i).path("components"), errors, "" + i);
            }
        }
    }

    private static void row(JsonNode buttons, FormErrors errors, String row) {
        if (buttons.isEmpty() || buttons.size() > MOST_IN_ROW) {
            errors.add(
                    "BASE_TYPE_BAD_LENGTH",
                    "Must be between 1 and " + MOST_IN_ROW + " in length.",
                    "components",
                    row,
                    "components");
        }
        for (int i = 0; i < buttons.size(); i++) {
            var button = buttons.get(i);
            if (button.path("type").asInt() != BUTTON) {
                continue;
            }
            if (button.path("label").asString("").length() > MOST_LABEL) {
                errors.tooLong(MOST_LABEL, "components", row, "components", "" + i, "label");
            }
            if (button.path("style").asInt() != LINK) {
                customId(button, errors, "components", row, "components", "" + i, "custom_id");
            }
        }
    }

    static void customId(JsonNode component, FormErrors errors, String... path) {
        var id = component.path("custom_id").asString("");
        if (id.isEmpty() || id.length() > MOST_CUSTOM_ID) {
            errors.add("BASE_TYPE_BAD_LENGTH", "Must be between 1 and " + MOST_CUSTOM_ID + " in length.", path);
        }
    }
}
