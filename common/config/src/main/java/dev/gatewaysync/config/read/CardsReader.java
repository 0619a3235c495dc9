package dev.gatewaysync.config.read;

import dev.gatewaysync.config.CardTemplate;
import dev.gatewaysync.config.expression.TextTemplate;
import dev.gatewaysync.events.BuiltInType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code cards}, of own types and of built-in ones. */
final class CardsReader {
    private static final Pattern COLOR = Pattern.compile("#[0-9A-Fa-f]{6}");

    private CardsReader() {}

    static Map<String, CardTemplate> read(Section root) {
        Map<String, CardTemplate> cards = new LinkedHashMap<>();
        for (Section section : root.sections("cards")) {
            TypeNames.check(section, root, "cards");
            if (section.name().equals(BuiltInType.STATS_UPDATED.wireName())) {
                section.problemWithKey("stats-updated is shown in the pinned statistics and has no card");
            }
            if (section.isSound()) {
                cards.put(section.name(), card(section));
            }
        }
        return cards;
    }

    private static CardTemplate card(Section section) {
        TextTemplate color = section.template("color");
        if (color != null
                && !color.source().contains("{{")
                && !COLOR.matcher(color.source()).matches()) {
            section.problem("color", "'" + color.source() + "' is no colour; such as \"#57F287\"");
        }
        return new CardTemplate(
                section.template("title"),
                section.template("url"),
                color,
                section.template("text"),
                section.has("fields") ? fields(section) : null,
                section.template("image"),
                section.template("thumbnail"),
                section.has("buttons") ? buttons(section) : null,
                section.template("edit"));
    }

    private static List<CardTemplate.Field> fields(Section section) {
        List<CardTemplate.Field> fields = new ArrayList<>();
        for (Section field : section.items("fields")) {
            @Nullable TextTemplate name = field.template("name");
            @Nullable TextTemplate value = field.template("value");
            if (name != null && value != null) {
                fields.add(new CardTemplate.Field(name, value, field.flag("inline"), field.expression("when")));
            }
        }
        return fields;
    }

    private static List<CardTemplate.Button> buttons(Section section) {
        List<CardTemplate.Button> buttons = new ArrayList<>();
        for (Section button : section.items("buttons")) {
            @Nullable TextTemplate label = button.template("label");
            @Nullable TextTemplate url = button.template("url");
            if (label != null && url != null) {
                buttons.add(new CardTemplate.Button(label, url, button.expression("when")));
            }
        }
        return buttons;
    }
}
