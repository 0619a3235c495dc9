package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.events.VisibleText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.components.Component;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.interactions.modals.ModalMapping;
import org.jspecify.annotations.Nullable;

/** The fields of a form, each with a label, filled in again where somebody typed something before. */
final class FormFields {
    private FormFields() {}

    static Label field(String label, TextInput.Builder input, Map<String, String> typed) {
        String before = typed.getOrDefault(label, "");
        int most = input.getMaxLength();
        if (!before.isEmpty()) {
            input.setValue(most > 0 && before.length() > most ? before.substring(0, most) : before);
        }
        return Label.of(label, input.build());
    }

    /** One of a few texts, or none. */
    static Label menu(String label, String id, List<String> options, Map<String, String> typed) {
        StringSelectMenu.Builder menu = StringSelectMenu.create(id).setRequired(false);
        options.forEach(option -> menu.addOption(option, option));
        String before = typed.getOrDefault(label, "");
        if (options.contains(before)) {
            menu.setDefaultValues(before);
        }
        return Label.of(label, menu.build());
    }

    /** Null if it is blank. */
    static @Nullable String text(ModalInteractionEvent event, String id) {
        String text = VisibleText.trimmed(typed(event, id));
        return text.isEmpty() ? null : text;
    }

    /**
     * As it was typed.
     *
     * @param labels id of a field → its label
     */
    static Map<String, String> typed(ModalInteractionEvent event, Map<String, String> labels) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (String id : List.copyOf(labels.keySet())) {
            typed.put(labels.getOrDefault(id, id), typed(event, id));
        }
        return typed;
    }

    private static String typed(ModalInteractionEvent event, String id) {
        ModalMapping value = event.getValue(id);
        if (value == null) {
            return "";
        }
        return value.getType() == Component.Type.STRING_SELECT
                ? String.join("", value.getAsStringList())
                : value.getAsString();
    }
}
