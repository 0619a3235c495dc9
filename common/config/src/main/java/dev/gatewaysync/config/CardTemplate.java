package dev.gatewaysync.config;

import dev.gatewaysync.config.expression.Expression;
import dev.gatewaysync.config.expression.TextTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a type is shown. What is null is not said: for a built-in type it stays as it is, for an own one there is none.
 *
 * @param list lines below the text
 * @param fields null if they are not said, for none an empty list
 * @param buttons as the fields
 * @param edit events for which it gives the same text edit one card
 * @param words that the program itself puts into the card, by what they are in its own
 * @param cases what else holds where a condition is true, each over those before it
 * @param faces other messages that tell of the same event, by their names
 */
public record CardTemplate(
        @Nullable TextTemplate title,
        @Nullable TextTemplate url,
        @Nullable TextTemplate color,
        @Nullable TextTemplate text,
        @Nullable Lines list,
        @Nullable List<Field> fields,
        @Nullable TextTemplate image,
        @Nullable TextTemplate thumbnail,
        @Nullable List<Button> buttons,
        @Nullable TextTemplate edit,
        Map<String, String> words,
        List<Case> cases,
        Map<String, CardTemplate> faces) {
    /** Of a maintenance or an incident: what is told of its end, beside the card that is edited. */
    public static final String END = "end";
    /** Of a resource: its card in its category's own channel. */
    public static final String HIGHLIGHT = "highlight";
    /** Of a resource: one card for all that a sync found. */
    public static final String DIGEST = "digest";
    /** Of a suggestion: the card with the buttons for those who decide. */
    public static final String REVIEW = "review";

    /** That says nothing. */
    public static final CardTemplate EMPTY =
            new CardTemplate(null, null, null, null, null, null, null, null, null, null, Map.of(), List.of(), Map.of());

    /**
     * @param each gives the values that each have such a field, of which its texts are then; null for one of the event
     * @param inline gives whether it may stand beside others
     * @param when null for always
     */
    public record Field(
            @Nullable Expression each,
            TextTemplate name,
            TextTemplate value,
            Expression inline,
            @Nullable Expression when) {}

    /**
     * A line for each of a list.
     *
     * @param each gives the values
     * @param item of one of them; one of which nothing can be seen is left out
     * @param most of them that are shown
     * @param count gives how many there are in all, where the event knows of more than it names; null for those there are
     * @param more below them where there are more than are shown; sees how many as {@code more}
     */
    public record Lines(
            Expression each,
            TextTemplate item,
            int most,
            @Nullable Expression count,
            @Nullable TextTemplate more) {}

    /** @param when null for always */
    public record Button(
            TextTemplate label, TextTemplate url, @Nullable Expression when) {}

    /** What else is said where {@code when} is true. */
    public record Case(Expression when, CardTemplate card) {}

    /** What one of its faces is; says nothing of one that it has not. */
    public CardTemplate face(String name) {
        return faces.getOrDefault(name, EMPTY);
    }

    /** What this says, and where it says nothing what {@code below} does; of cases and faces its own. */
    public CardTemplate over(CardTemplate below) {
        return new CardTemplate(
                title == null ? below.title : title,
                url == null ? below.url : url,
                color == null ? below.color : color,
                text == null ? below.text : text,
                list == null ? below.list : list,
                fields == null ? below.fields : fields,
                image == null ? below.image : image,
                thumbnail == null ? below.thumbnail : thumbnail,
                buttons == null ? below.buttons : buttons,
                edit == null ? below.edit : edit,
                together(words, below.words),
                cases,
                faces);
    }

    /** As {@link #over}, of another's card: where this says a text, that stands in the place of all that is described there. */
    public CardTemplate inPlaceOf(CardTemplate below) {
        return over(text == null || list != null ? below : below.withoutList());
    }

    private CardTemplate withoutList() {
        return new CardTemplate(
                title, url, color, text, null, fields, image, thumbnail, buttons, edit, words, cases, faces);
    }

    private static Map<String, String> together(Map<String, String> words, Map<String, String> below) {
        if (words.isEmpty() || below.isEmpty()) {
            return words.isEmpty() ? below : words;
        }
        Map<String, String> all = new LinkedHashMap<>(below);
        all.putAll(words);
        return all;
    }
}
