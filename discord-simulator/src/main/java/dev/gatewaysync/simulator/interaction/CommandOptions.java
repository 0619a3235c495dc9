package dev.gatewaysync.simulator.interaction;

import java.util.HashSet;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Whether a person could have typed these options: Discord's own client lets no others through. */
final class CommandOptions {

    private CommandOptions() {}

    static void check(JsonNode command, Map<String, Object> options) {
        var name = "/" + command.path("name").asString("");
        var unknown = new HashSet<>(options.keySet());
        for (var option : command.path("options")) {
            var optionName = option.path("name").asString("");
            unknown.remove(optionName);
            var value = options.get(optionName);
            if (value == null && option.path("required").asBoolean(false)) {
                throw new IllegalArgumentException(name + " needs the option " + optionName);
            }
            if (value != null && !option.path("choices").isEmpty() && !isChoice(option.path("choices"), value)) {
                throw new IllegalArgumentException(
                        "\"" + value + "\" is none of the choices of " + name + " " + optionName);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(name + " has no option " + unknown);
        }
    }

    private static boolean isChoice(JsonNode choices, Object value) {
        return choices.valueStream()
                .anyMatch(choice -> choice.path("value").asString("").equals(value.toString()));
    }
}
