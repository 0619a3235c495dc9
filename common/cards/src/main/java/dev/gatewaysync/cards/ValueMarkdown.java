package dev.gatewaysync.cards;

import dev.gatewaysync.config.expression.FormattedValue;
import dev.gatewaysync.config.expression.TextTemplate;
import dev.gatewaysync.language.Language;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What comes from an event, on its way into a card: shown as it was typed, or as a format says. What it returns is markdown
 * that is safe.
 *
 * @param words of the card, by what they are in the program's own
 * @param language in which numbers are written
 */
record ValueMarkdown(Map<String, String> words, Language language) {
    private static final int MOST_ENTRIES = 100;
    private static final int LINK_TEXT = 100;

    /** @param most characters that have room */
    String text(JsonNode value, int most) {
        return shown(value, most, false);
    }

    /** As {@link #text}, in one line. */
    String line(JsonNode value, int most) {
        return shown(value, most, true);
    }

    private String shown(JsonNode value, int most, boolean isLine) {
        FormattedValue formatted = FormattedValue.in(value);
        if (formatted != null) {
            return formatted(formatted, most, isLine);
        }
        if (value.isArray() && hasFormats(value)) {
            return value.valueStream().map(item -> shown(item, most, isLine)).collect(Collectors.joining(", "));
        }
        return withSpace(TextTemplate.shown(value), most, isLine);
    }

    private static boolean hasFormats(JsonNode array) {
        return array.valueStream().anyMatch(item -> FormattedValue.in(item) != null);
    }

    /** A value's own space around it parts it from what stands beside it. */
    private static String withSpace(String value, int most, boolean isLine) {
        String core = value.strip();
        int start = value.indexOf(core);
        return space(value.substring(0, start))
                + escaped(core, most, isLine)
                + space(value.substring(start + core.length()));
    }

    private static String space(String around) {
        return around.indexOf('\n') >= 0 ? "\n" : around.isEmpty() ? "" : " ";
    }

    private static String escaped(String text, int most, boolean isLine) {
        return isLine ? UserText.escapedLine(text, most) : UserText.escaped(text, most);
    }

    private String formatted(FormattedValue value, int room, boolean isLine) {
        JsonNode said = value.value();
        return switch (value.format()) {
            case CUT -> cut(said, number(value, 1, room), number(value, 2, MOST_ENTRIES), isLine);
            case LINE -> cut(said, number(value, 1, room), number(value, 2, MOST_ENTRIES), true);
            case TIME -> DiscordTimestamp.shown(TextTemplate.shown(said));
            case GROUPED ->
                said.isIntegralNumber() && said.canConvertToLong()
                        ? Numbers.grouped(said.longValue(), language)
                        : escaped(TextTemplate.shown(said), room, isLine);
            case DURATION ->
                said.isNumber() && said.decimalValue().abs().longValue() < Long.MAX_VALUE / 2
                        ? Numbers.duration(said.decimalValue().longValue(), language)
                        : escaped(TextTemplate.shown(said), room, isLine);
            case LINK ->
                WebLink.masked(
                        TextTemplate.shown(said), number(value, 2, LINK_TEXT), TextTemplate.shown(value.argument(1)));
            case MARKDOWN ->
                ReleaseNotes.of(
                        TextTemplate.shown(said),
                        number(value, 1, room),
                        TextTemplate.shown(value.argument(2)),
                        word("all of it"));
            case TIMELINE -> CardTimeline.markdown(steps(said));
        };
    }

    private static int number(FormattedValue value, int argument, int usual) {
        JsonNode number = value.argument(argument);
        return number.isNumber() ? Math.max(0, Math.min(usual, number.intValue())) : usual;
    }

    private static String cut(JsonNode value, int most, int entries, boolean isLine) {
        if (!value.isArray()) {
            return escaped(TextTemplate.shown(value), most, isLine);
        }
        return StreamSupport.stream(value.spliterator(), false)
                .map(item -> escaped(TextTemplate.shown(item), most, isLine))
                .filter(item -> !item.isEmpty())
                .limit(entries)
                .collect(Collectors.joining(", "));
    }

    private List<CardTimeline.Step> steps(JsonNode story) {
        return story.valueStream()
                .filter(JsonNode::isObject)
                .map(step -> new CardTimeline.Step(
                        word(step.path("state").asString("")),
                        step.path("text").asString(""),
                        step.path("at").asLong(0)))
                .toList();
    }

    private String word(String ours) {
        return Objects.requireNonNull(words.getOrDefault(ours, ours));
    }
}
