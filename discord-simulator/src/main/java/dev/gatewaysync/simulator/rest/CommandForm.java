package dev.gatewaysync.simulator.rest;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Discord's demands on the commands that an application registers. One bad command refuses them all.
 *
 * @see <a href="https://docs.discord.com/developers/interactions/application-commands">Application commands</a>
 */
final class CommandForm {

    private static final Pattern SLASH_NAME =
            Pattern.compile("^[-_'\\p{L}\\p{N}\\p{IsDevanagari}\\p{IsThai}]{1,32}$", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int CHAT_INPUT = 1;
    private static final int SUB_COMMAND = 1;
    private static final int SUB_COMMAND_GROUP = 2;
    private static final int LAST_OPTION_TYPE = 11;
    private static final int MOST_NAME = 32;
    private static final int MOST_DESCRIPTION = 100;
    private static final int MOST_OPTIONS = 25;
    private static final int MOST_CHOICES = 25;
    private static final int MOST_CHOICE = 100;
    private static final int MOST_CHARACTERS = 8000;
    private static final int MOST_SLASH = 100;
    private static final int MOST_OTHER = 15;

    /** @see <a href="https://docs.discord.com/developers/reference#locales">Locales</a> */
    private static final Set<String> LOCALES = Set.of(
            "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl",
            "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW",
            "ko");

    /** Text, whole number, number. */
    private static final Set<Integer> COMPLETED = Set.of(3, 4, 10);

    private final FormErrors errors = new FormErrors();
    private int characters;

    private CommandForm() {}

    static void check(JsonNode commands) {
        var form = new CommandForm();
        form.commands(commands);
        if (form.errors.any()) {
            throw form.errors.asError();
        }
    }

    /** What an application offers while somebody types. */
    static JsonNode checkedChoices(JsonNode data) {
        var form = new CommandForm();
        var offered = Json.object();
        offered.set("choices", data.path("choices").isArray() ? data.path("choices") : Json.array());
        form.choices(offered, "data");
        if (form.errors.any()) {
            throw form.errors.asError();
        }
        return offered.path("choices");
    }

    private void commands(JsonNode commands) {
        var names = new HashSet<String>();
        var perType = new int[4];
        for (int i = 0; i < commands.size(); i++) {
            var command = commands.get(i);
            int type = command.path("type").asInt(CHAT_INPUT);
            if (type < 1 || type > 3) {
                errors.add("BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3}.", "" + i, "type");
                continue;
            }
            if (++perType[type] > (type == CHAT_INPUT ? MOST_SLASH : MOST_OTHER)) {
                throw DiscordError.tooManyCommands();
            }
            if (!names.add(type + " " + command.path("name").asString(""))) {
                errors.add(
                        "APPLICATION_COMMANDS_DUPLICATE_NAME",
                        "Application command names must be unique",
                        "" + i,
                        "name");
            }
            characters = 0;
            command(command, type, "" + i);
            if (characters > MOST_CHARACTERS) {
                errors.add("APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)", "" + i);
            }
        }
    }

    private void command(JsonNode command, int type, String at) {
        if (type == CHAT_INPUT) {
            name(command, at, "name");
            length(command, "description", 1, MOST_DESCRIPTION, at, "description");
            localized(command, "description", MOST_DESCRIPTION, at);
            options(command.path("options"), at);
        } else {
            length(command, "name", 1, MOST_NAME, at, "name");
            if (!command.path("description").asString("").isEmpty()
                    || !command.path("description_localizations").isEmpty()) {
                errors.add(
                        "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED",
                        "Context menu commands cannot have description",
                        at);
            }
            if (!command.path("options").isEmpty()) {
                errors.add(
                        "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_NOT_ALLOWED",
                        "Context menu commands cannot have options",
                        at);
            }
        }
        localized(command, "name", MOST_NAME, at);
        var needed = command.path("default_member_permissions");
        if (!needed.isMissingNode() && !needed.isNull() && !needed.asString("").matches("\\d{1,20}")) {
            errors.add("NUMBER_TYPE_COERCE", "Value is not int.", at, "default_member_permissions");
        }
    }

    private void options(JsonNode options, String... at) {
        if (options.size() > MOST_OPTIONS) {
            errors.tooLong(MOST_OPTIONS, deeper(at, "options"));
        }
        var names = new HashSet<String>();
        boolean optional = false;
        for (int i = 0; i < options.size(); i++) {
            var option = options.get(i);
            var path = deeper(at, "options", "" + i);
            int type = option.path("type").asInt();
            if (type < 1 || type > LAST_OPTION_TYPE) {
                errors.add("BASE_TYPE_CHOICES", "Value is none of the types of options.", deeper(path, "type"));
            }
            name(option, deeper(path, "name"));
            length(option, "description", 1, MOST_DESCRIPTION, deeper(path, "description"));
            localized(option, "name", MOST_NAME, path);
            localized(option, "description", MOST_DESCRIPTION, path);
            if (!names.add(option.path("name").asString(""))) {
                errors.add(
                        "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                        "Option name already exists in options",
                        path);
            }
            boolean required = option.path("required").asBoolean(false);
            if (required && optional) {
                errors.add(
                        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                        "Required options must be placed before non-required options",
                        path);
            }
            boolean nested = type == SUB_COMMAND || type == SUB_COMMAND_GROUP;
            optional |= !required && !nested;
            if (nested) {
                options(option.path("options"), path);
            }
            choices(option, path);
        }
    }

    private void choices(JsonNode option, String... at) {
        var choices = option.path("choices");
        if (choices.size() > MOST_CHOICES) {
            errors.tooLong(MOST_CHOICES, deeper(at, "choices"));
        }
        if (option.path("autocomplete").asBoolean(false)
                && !COMPLETED.contains(option.path("type").asInt())) {
            errors.add(
                    "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_INVALID_TYPE",
                    "Only text and numbers are completed",
                    deeper(at, "autocomplete"));
        }
        if (!choices.isEmpty() && option.path("autocomplete").asBoolean(false)) {
            errors.add(
                    "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_WITH_CHOICES",
                    "Autocomplete and choices exclude each other",
                    at);
        }
        var names = new HashSet<String>();
        for (int i = 0; i < choices.size(); i++) {
            var path = deeper(at, "choices", "" + i);
            length(choices.get(i), "name", 1, MOST_CHOICE, deeper(path, "name"));
            localized(choices.get(i), "name", MOST_CHOICE, path);
            if (choices.get(i).path("value").isString()) {
                length(choices.get(i), "value", 1, MOST_CHOICE, deeper(path, "value"));
            }
            if (!names.add(choices.get(i).path("name").asString(""))) {
                errors.add("APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS", "Choice name exists", path);
            }
        }
    }

    private void name(JsonNode named, String... path) {
        var name = named.path("name").asString("");
        characters += name.length();
        if (!SLASH_NAME.matcher(name).matches() || !name.equals(name.toLowerCase(Locale.ROOT))) {
            errors.add("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid", path);
        }
    }

    private void length(JsonNode parent, String name, int least, int most, String... path) {
        var text = parent.path(name).asString("");
        characters += text.length();
        if (text.length() < least || text.length() > most) {
            errors.add("BASE_TYPE_BAD_LENGTH", "Must be between " + least + " and " + most + " in length.", path);
        }
    }

    /** In languages that Discord knows, each within the length of the text itself. */
    private void localized(JsonNode parent, String name, int most, String... at) {
        for (var translation : parent.path(name + "_localizations").properties()) {
            var path = deeper(at, name + "_localizations", translation.getKey());
            var text = translation.getValue().asString("");
            if (!LOCALES.contains(translation.getKey())) {
                errors.add("BASE_TYPE_CHOICES", "Value is none of the locales.", path);
            }
            if (text.isEmpty() || text.length() > most) {
                errors.add("BASE_TYPE_BAD_LENGTH", "Must be between 1 and " + most + " in length.", path);
            }
        }
    }

    private static String[] deeper(String[] path, String... steps) {
        var deeper = new String[path.length + steps.length];
        System.arraycopy(path, 0, deeper, 0, path.length);
        System.arraycopy(steps, 0, deeper, path.length, steps.length);
        return deeper;
    }
}
