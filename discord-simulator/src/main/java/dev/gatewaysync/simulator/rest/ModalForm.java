package dev.gatewaysync.simulator.rest;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Discord's demands on a modal.
 *
 * @see <a href="https://docs.discord.com/developers/components/using-modal-components">Modals</a>
 */
final class ModalForm {

    private static final int ACTION_ROW = 1;
    private static final int TEXT_INPUT = 4;
    private static final int LABEL = 18;
    private static final int MOST_TITLE = 45;
    private static final int MOST_COMPONENTS = 5;
    private static final int MOST_LABEL = 45;
    private static final int MOST_DESCRIPTION = 100;
    private static final int MOST_PLACEHOLDER = 100;
    private static final int LONGEST = 4000;
    private static final List<String> DATA = List.of("data");

    private final FormErrors errors = new FormErrors();
    private final ComponentForm components = new ComponentForm(errors, false);

    private ModalForm() {}

    static void check(JsonNode modal) {
        new ModalForm().modal(modal);
    }

    private void modal(JsonNode modal) {
        components.length(modal, "title", 1, MOST_TITLE, DATA);
        components.length(modal, "custom_id", 1, 100, DATA);
        var rows = modal.path("components");
        if (rows.isEmpty() || rows.size() > MOST_COMPONENTS) {
            components.badLength(1, MOST_COMPONENTS, ComponentForm.deeper(DATA, "components"));
        }
        for (int i = 0; i < rows.size(); i++) {
            row(rows.get(i), ComponentForm.deeper(DATA, "components", "" + i));
        }
        if (errors.any()) {
            throw errors.asError();
        }
    }

    private void row(JsonNode row, List<String> path) {
        switch (row.path("type").asInt()) {
            case ACTION_ROW -> {
                var inside = row.path("components");
                if (inside.size() != 1) {
                    components.badLength(1, 1, ComponentForm.deeper(path, "components"));
                }
                for (int i = 0; i < inside.size(); i++) {
                    var at = ComponentForm.deeper(path, "components", "" + i);
                    components.length(inside.get(i), "label", 1, MOST_LABEL, at);
                    input(inside.get(i), true, at);
                }
            }
            case LABEL -> {
                components.length(row, "label", 1, MOST_LABEL, path);
                if (row.hasNonNull("description")) {
                    components.length(row, "description", 1, MOST_DESCRIPTION, path);
                }
                input(row.path("component"), false, ComponentForm.deeper(path, "component"));
            }
            case ComponentForm.TEXT_DISPLAY -> components.length(row, "content", 1, LONGEST, path);
            default -> components.choices(path, "type");
        }
    }

    /** @param textOnly in an action row; a label takes selects, files and check boxes too */
    private void input(JsonNode input, boolean textOnly, List<String> path) {
        if (input.path("type").asInt() == ComponentForm.STRING_SELECT && !textOnly) {
            components.selectInModal(input, path);
            return;
        }
        if (input.path("type").asInt() != TEXT_INPUT) {
            if (textOnly || input.isMissingNode()) {
                components.choices(path, "type");
            }
            return;
        }
        components.customId(input, path);
        int style = input.path("style").asInt();
        if (style != 1 && style != 2) {
            components.choices(path, "style");
        }
        int least = input.path("min_length").asInt(0);
        int most = input.path("max_length").asInt(LONGEST);
        if (least < 0 || most < 1 || most > LONGEST || least > most) {
            components.badLength(1, LONGEST, ComponentForm.deeper(path, "max_length"));
        }
        components.length(input, "placeholder", 0, MOST_PLACEHOLDER, path);
        components.length(input, "value", 0, LONGEST, path);
    }
}
