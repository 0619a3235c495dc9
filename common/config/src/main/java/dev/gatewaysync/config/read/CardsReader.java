package dev.gatewaysync.config.read;

import dev.gatewaysync.config.CardTemplate;
import dev.gatewaysync.config.expression.Expression;
import dev.gatewaysync.config.expression.TextTemplate;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.input.WebAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code cards}, of own types and of built-in ones. */
final class CardsReader {
    private static final Pattern COLOR = Pattern.compile("#[0-9A-Fa-f]{6}");

    /** Of an address of which an expression says the rest. */
    private static final Pattern BEGINNING = Pattern.compile("(?i)|h|ht|htt|https?|https?:/?|https?://.*");

    private static final Expression NOT_INLINE = Expression.of("false");
    private static final Expression INLINE = Expression.of("true");

    /** Which types are told of in other messages, too. */
    private static final Map<String, Set<BuiltInType>> FACES = Map.of(
            CardTemplate.END, Set.of(BuiltInType.MAINTENANCE, BuiltInType.APP_STATUS_CHANGED),
            CardTemplate.HIGHLIGHT, Set.of(BuiltInType.RESOURCE_ADDED),
            CardTemplate.DIGEST, Set.of(BuiltInType.RESOURCE_ADDED),
            CardTemplate.REVIEW, Set.of(BuiltInType.RESOURCE_SUGGESTED));

    private static final List<String> STATISTICS_WORDS = List.of(
            "title", "resources", "categories", "users", "milestone", "reached", "first", "none", "total", "more");

    private CardsReader() {}

    static Map<String, CardTemplate> read(Section root) {
        Map<String, CardTemplate> cards = new LinkedHashMap<>();
        for (Section section : root.sections("cards")) {
            TypeNames.check(section, root, "cards");
            if (section.name().equals(BuiltInType.STATS_UPDATED.wireName())) {
                ofStatistics(section);
            }
            facesOfOthers(section);
            if (section.isSound()) {
                cards.put(section.name(), card(section, cases(section), faces(section)));
            }
        }
        return cards;
    }

    /** They are pinned, and edited where they are: what can be said of them is what things are called. */
    private static void ofStatistics(Section section) {
        for (String key : section.keys()) {
            if (!key.equals("words")) {
                section.problem(
                        key,
                        "is not there for stats-updated, which is shown in the pinned statistics: words says what things are"
                                + " called in them");
            }
        }
        for (String word : section.section("words").keys()) {
            if (!STATISTICS_WORDS.contains(word)) {
                section.section("words")
                        .section(word)
                        .problemWithKey("'" + word + "' is no word of the pinned statistics"
                                + ConfigSchema.nearest(word, STATISTICS_WORDS) + "; they are "
                                + String.join(", ", STATISTICS_WORDS));
            }
        }
    }

    /** Whatever they look like: of what is not there at all the shape is not what is wrong. */
    private static void facesOfOthers(Section card) {
        FACES.forEach((name, types) -> {
            List<String> having =
                    types.stream().map(BuiltInType::wireName).sorted().toList();
            if (card.has(name) && !having.contains(card.name())) {
                card.section(name)
                        .problemWithKey("'" + name + "' is there only for " + String.join(" and ", having)
                                + (name.equals(CardTemplate.DIGEST)
                                        ? "; events are collected by digest at a route"
                                        : ""));
            }
        });
    }

    private static Map<String, CardTemplate> faces(Section card) {
        Map<String, CardTemplate> faces = new LinkedHashMap<>();
        FACES.keySet().forEach(name -> {
            if (!card.has(name)) {
                return;
            }
            Section face = card.section(name);
            faces.put(name, card(face, cases(face), Map.of()));
        });
        return faces;
    }

    private static List<CardTemplate.Case> cases(Section section) {
        List<CardTemplate.Case> cases = new ArrayList<>();
        for (Section each : section.items("cases")) {
            @Nullable Expression when = each.expression("when");
            CardTemplate card = card(each, List.of(), Map.of());
            if (when != null) {
                cases.add(new CardTemplate.Case(when, card));
            }
        }
        return cases;
    }

    private static CardTemplate card(Section section, List<CardTemplate.Case> cases, Map<String, CardTemplate> faces) {
        TextTemplate color = section.cardTemplate("color");
        if (color != null
                && !color.source().contains("{{")
                && !COLOR.matcher(color.source()).matches()) {
            section.problem("color", "'" + color.source() + "' is no colour; such as \"#57F287\"");
        }
        return new CardTemplate(
                section.cardTemplate("title"),
                address(section, "url"),
                color,
                section.cardTemplate("text"),
                section.has("list") ? lines(section.section("list")) : null,
                section.has("fields") ? fields(section) : null,
                address(section, "image"),
                address(section, "thumbnail"),
                section.has("buttons") ? buttons(section) : null,
                section.cardTemplate("edit"),
                words(section),
                cases,
                faces);
    }

    /** What stands before the first expression says whether it can be one. */
    private static @Nullable TextTemplate address(Section section, String key) {
        TextTemplate template = section.cardTemplate(key);
        if (template == null || template.source().isBlank()) {
            return template;
        }
        int open = template.source().indexOf("{{");
        String begun = open < 0 ? template.source() : template.source().substring(0, open);
        boolean canBeOne = open < 0
                ? WebAddress.of(begun.strip()).filter(WebAddress::isHttp).isPresent()
                : BEGINNING.matcher(begun.strip()).matches();
        if (!canBeOne) {
            section.note(
                    key,
                    "is no http or https address, so the card has none; write all of it, such as https://shop.example/order");
        }
        return template;
    }

    private static CardTemplate.@Nullable Lines lines(Section list) {
        @Nullable Expression each = list.expression("each");
        @Nullable TextTemplate item = list.cardTemplate("item");
        return each == null || item == null
                ? null
                : new CardTemplate.Lines(
                        each, item, list.node("most").asInt(10), list.expression("count"), list.cardTemplate("more"));
    }

    private static List<CardTemplate.Field> fields(Section section) {
        List<CardTemplate.Field> fields = new ArrayList<>();
        for (Section field : section.items("fields")) {
            @Nullable TextTemplate name = field.cardTemplate("name");
            @Nullable TextTemplate value = field.cardTemplate("value");
            @Nullable
            Expression inline = field.node("inline").isString()
                    ? field.expression("inline")
                    : field.flag("inline") ? INLINE : NOT_INLINE;
            if (name != null && value != null && inline != null) {
                fields.add(new CardTemplate.Field(
                        field.expression("each"), name, value, inline, field.expression("when")));
            }
        }
        return fields;
    }

    private static List<CardTemplate.Button> buttons(Section section) {
        List<CardTemplate.Button> buttons = new ArrayList<>();
        for (Section button : section.items("buttons")) {
            @Nullable TextTemplate label = button.cardTemplate("label");
            @Nullable TextTemplate url = address(button, "url");
            if (label != null && url != null) {
                buttons.add(new CardTemplate.Button(label, url, button.expression("when")));
            }
        }
        return buttons;
    }

    private static Map<String, String> words(Section section) {
        Map<String, String> words = new LinkedHashMap<>();
        section.node("words")
                .properties()
                .forEach(word -> words.put(word.getKey(), word.getValue().asString()));
        return words;
    }
}
