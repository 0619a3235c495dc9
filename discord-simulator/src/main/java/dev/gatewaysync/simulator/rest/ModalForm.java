package dev.gatewaysync.simulator.rest;

import tools.jackson.databind.JsonNode;

/** Discord's demands on a modal. */
final class ModalForm {

    private static final int MOST_TITLE = 45;
    private static final int MOST_COMPONENTS = 5;

    private ModalForm() {}

    static void check(JsonNode modal) {
        var errors = new FormErrors();
        var title = modal.path("title").asString("");
        if (title.isEmpty() || title.length() > MOST_TITLE) {
            errors.add("BASE_TYPE_BAD_LENGTH", "Must be between 1 and " + MOST_TITLE + " in length.", "data", "title");
        }
        ComponentForm.customId(modal, errors, "data", "custom_id");
        int components = modal.path("components").size();
        if (components < 1 || components > MOST_COMPONENTS) {
            errors.add(
                    "BASE_TYPE_BAD_LENGTH",
                    "Must be between 1 and " + MOST_COMPONENTS + " in length.",
                    "data",
                    "components");
        }
        if (errors.any()) {
            throw errors.asError();
        }
    }
}
