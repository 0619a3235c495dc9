package dev.gatewaysync.simulator.rest;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Discord's demands on the components of a message.
 *
 * @see <a href="https://docs.discord.com/developers/components/reference">Component reference</a>
 */
final class ComponentForm {

    static final int TEXT_DISPLAY = 10;

    private static final int ACTION_ROW = 1;
    private static final int BUTTON = 2;
    static final int STRING_SELECT = 3;
    private static final Set<Integer> SELECTS = Set.of(STRING_SELECT, 5, 6, 7, 8);
    private static final int SECTION = 9;
    private static final int CONTAINER = 17;

    /** Only of messages that are made of components and nothing else. */
    private static final Set<Integer> LAYOUT = Set.of(SECTION, TEXT_DISPLAY, 12, 13, 14, CONTAINER);

    private static final int LINK = 5;
    private static final int PREMIUM = 6;
    private static final int MOST_ROWS = 5;
    private static final int MOST_IN_ROW = 5;
    private static final int MOST_IN_ALL = 40;
    private static final int MOST_LABEL = 80;
    private static final int MOST_CUSTOM_ID = 100;
    private static final int MOST_URL = 512;
    private static final int MOST_OPTIONS = 25;
    private static final int MOST_OPTION_TEXT = 100;
    private static final int MOST_PLACEHOLDER = 150;

    private final FormErrors errors;
    private final boolean layout;
    private final Set<String> customIds = new HashSet<>();

    /** @param layout whether the message has the flag IS_COMPONENTS_V2 */
    ComponentForm(FormErrors errors, boolean layout) {
        this.errors = errors;
        this.layout = layout;
    }

    void check(JsonNode components) {
        if (!layout && components.size() > MOST_ROWS) {
            errors.tooLong(MOST_ROWS, "components");
        } else if (layout && everything(components).count() > MOST_IN_ALL) {
            errors.add("COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "Too many components in all", "components");
        }
        for (int i = 0; i < components.size(); i++) {
            component(components.get(i), List.of("components", "" + i));
        }
    }

    private void component(JsonNode component, List<String> path) {
        int type = component.path("type").asInt();
        if (type == ACTION_ROW) {
            row(component.path("components"), deeper(path, "components"));
        } else if (!layout || !LAYOUT.contains(type)) {
            choices(path, "type");
        } else if (type == CONTAINER || type == SECTION) {
            var inner = component.path("components");
            for (int i = 0; i < inner.size(); i++) {
                component(inner.get(i), deeper(path, "components", "" + i));
            }
            if (type == SECTION && component.path("accessory").path("type").asInt() == BUTTON) {
                button(component.path("accessory"), deeper(path, "accessory"));
            }
        } else if (type == TEXT_DISPLAY
                && Trimmed.of(component.path("content").asString("")).isEmpty()) {
            errors.missing(array(deeper(path, "content")));
        }
    }

    private void row(JsonNode inside, List<String> path) {
        boolean select = SELECTS.contains(inside.path(0).path("type").asInt());
        int most = select ? 1 : MOST_IN_ROW;
        if (inside.isEmpty() || inside.size() > most) {
            badLength(1, most, path);
        }
        for (int i = 0; i < inside.size(); i++) {
            var component = inside.get(i);
            int type = component.path("type").asInt();
            var at = deeper(path, "" + i);
            if (type == BUTTON && !select) {
                button(component, at);
            } else if (SELECTS.contains(type) && select) {
                select(component, at);
            } else {
                choices(at, "type");
            }
        }
    }

    private void button(JsonNode button, List<String> path) {
        int style = button.path("style").asInt();
        var label = button.path("label").asString("");
        if (style < 1 || style > PREMIUM) {
            choices(path, "style");
        }
        if (label.length() > MOST_LABEL) {
            errors.tooLong(MOST_LABEL, array(deeper(path, "label")));
        }
        if (style != PREMIUM
                && Trimmed.of(label).isEmpty()
                && !button.path("emoji").isObject()) {
            errors.add("BUTTON_COMPONENT_INVALID_EMOJI_OR_LABEL", "A label or an emoji is required", array(path));
        }
        if (style == LINK) {
            EmbedForm.url(button.path("url").asString(""), MOST_URL, errors, array(deeper(path, "url")));
            if (button.hasNonNull("custom_id")) {
                errors.add("BUTTON_COMPONENT_CUSTOM_ID_URL_EXCLUSIVE", "A link has no custom id", array(path));
            }
        } else if (style != PREMIUM) {
            if (button.hasNonNull("url")) {
                errors.add("BUTTON_COMPONENT_CUSTOM_ID_URL_EXCLUSIVE", "Only a link has a url", array(path));
            }
            customId(button, path);
        }
    }

    /** In a modal it is answered at least with one option, unless it need not be answered; none can be disabled. */
    void selectInModal(JsonNode select, List<String> path) {
        select(select, path);
        if (select.path("required").asBoolean(true) && select.path("min_values").asInt(1) < 1) {
            badLength(1, MOST_OPTIONS, deeper(path, "min_values"));
        }
        if (select.path("disabled").asBoolean(false)) {
            errors.add(
                    "COMPONENT_DISABLED_IN_MODAL",
                    "Components in modals cannot be disabled",
                    array(deeper(path, "disabled")));
        }
    }

    private void select(JsonNode select, List<String> path) {
        customId(select, path);
        if (select.path("placeholder").asString("").length() > MOST_PLACEHOLDER) {
            errors.tooLong(MOST_PLACEHOLDER, array(deeper(path, "placeholder")));
        }
        int least = select.path("min_values").asInt(1);
        int most = select.path("max_values").asInt(1);
        if (least < 0 || most < 1 || most > MOST_OPTIONS || least > most) {
            badLength(1, MOST_OPTIONS, deeper(path, "max_values"));
        }
        if (select.path("type").asInt() == STRING_SELECT) {
            if (most > select.path("options").size()) {
                badLength(1, select.path("options").size(), deeper(path, "max_values"));
            }
            options(select.path("options"), deeper(path, "options"));
        }
    }

    private void options(JsonNode options, List<String> path) {
        if (options.isEmpty() || options.size() > MOST_OPTIONS) {
            badLength(1, MOST_OPTIONS, path);
        }
        var values = new HashSet<String>();
        for (int i = 0; i < options.size(); i++) {
            var at = deeper(path, "" + i);
            for (var name : new String[] {"label", "value"}) {
                length(options.get(i), name, 1, MOST_OPTION_TEXT, at);
            }
            if (options.get(i).hasNonNull("description")) {
                length(options.get(i), "description", 1, MOST_OPTION_TEXT, at);
            }
            if (!values.add(options.get(i).path("value").asString(""))) {
                errors.add(
                        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                        "The specified option value is already used",
                        array(deeper(at, "value")));
            }
        }
    }

    void customId(JsonNode component, List<String> path) {
        length(component, "custom_id", 1, MOST_CUSTOM_ID, path);
        if (!customIds.add(component.path("custom_id").asString(""))) {
            errors.add(
                    "COMPONENT_CUSTOM_ID_DUPLICATED",
                    "Component custom id cannot be duplicated",
                    array(deeper(path, "custom_id")));
        }
    }

    void length(JsonNode parent, String name, int least, int most, List<String> path) {
        int length = parent.path(name).asString("").length();
        if (length < least || length > most) {
            badLength(least, most, deeper(path, name));
        }
    }

    void badLength(int least, int most, List<String> path) {
        errors.add("BASE_TYPE_BAD_LENGTH", "Must be between " + least + " and " + most + " in length.", array(path));
    }

    void choices(List<String> path, String field) {
        errors.add(
                "UNION_TYPE_CHOICES",
                "Value of field \"" + field + "\" is none of the choices",
                array(deeper(path, field)));
    }

    static List<String> deeper(List<String> path, String... steps) {
        return Stream.concat(path.stream(), Stream.of(steps)).toList();
    }

    private static String[] array(List<String> path) {
        return path.toArray(String[]::new);
    }

    /** Whether somebody could press or choose something in it. */
    static boolean isInteractive(JsonNode components) {
        return everything(components)
                .anyMatch(component -> SELECTS.contains(component.path("type").asInt())
                        || component.path("type").asInt() == BUTTON
                                && component.path("style").asInt() != LINK);
    }

    private static Stream<JsonNode> everything(JsonNode components) {
        return components
                .valueStream()
                .flatMap(component -> Stream.concat(
                        Stream.of(component, component.path("accessory")).filter(JsonNode::isObject),
                        everything(component.path("components"))));
    }

    /** Discord numbers what the client has not numbered itself. */
    static JsonNode numbered(JsonNode components) {
        var copy = components.deepCopy();
        int id = 1;
        for (var component : everything(copy).toList()) {
            if (component instanceof ObjectNode object && object.path("id").asInt(0) == 0) {
                object.put("id", id);
            }
            if (component instanceof ObjectNode object && object.path("type").asInt() == CONTAINER) {
                if (!object.has("accent_color")) {
                    object.putNull("accent_color");
                }
                object.put("spoiler", object.path("spoiler").asBoolean(false));
            }
            id++;
        }
        return copy instanceof ArrayNode ? copy : Json.array();
    }
}
