package dev.gatewaysync.config.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A value, and how a card is to show it: what the functions of {@link Format} give, which only the expressions of cards know.
 * Whoever draws the card decides what becomes of it, so that no expression can say anything but values.
 *
 * @param arguments as they were given; the first is the value
 */
public record FormattedValue(Format format, List<JsonNode> arguments) {
    /** How a value can be shown. */
    public enum Format {
        /** {@code $cut(text, most, entries)}: at most so many characters; of a list each, and at most so many entries. */
        CUT,
        /** {@code $line(text, most, entries)}: as above, in one line. */
        LINE,
        /** {@code $time(iso)}: in each reader's own time zone. */
        TIME,
        /** {@code $grouped(number)}: 12,345. */
        GROUPED,
        /** {@code $duration(seconds)}: 2 h 5 min. */
        DURATION,
        /** {@code $link(text, address, most)}: the text as a link, or the text alone. */
        LINK,
        /** {@code $markdown(text, most, address)}: GitHub's Markdown as Discord shows it; the address is where all of it is. */
        MARKDOWN,
        /** {@code $timeline(steps)}: what a card that is edited said before. */
        TIMELINE;

        private static final List<Format> ALL = List.of(values());

        static Optional<Format> named(String function) {
            return ALL.stream()
                    .filter(format -> format.function().equals(function))
                    .findFirst();
        }

        /** As expressions call it, without the {@code $}. */
        String function() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public FormattedValue {
        arguments = List.copyOf(arguments);
    }

    /** What a format makes of its arguments; a missing value stays one. */
    static @Nullable FormattedValue of(Format format, JsonNode... arguments) {
        return arguments.length == 0 || arguments[0].isMissingNode() || arguments[0].isNull()
                ? null
                : new FormattedValue(format, Arrays.asList(arguments));
    }

    /** The one that an expression gave; null if that was a value as any other. */
    public static @Nullable FormattedValue in(JsonNode result) {
        return result.isPojo()
                        && ((tools.jackson.databind.node.POJONode) result).getPojo() instanceof FormattedValue value
                ? value
                : null;
    }

    public JsonNode value() {
        return arguments.getFirst();
    }

    /** A missing node for one that was not given. */
    public JsonNode argument(int index) {
        return index < arguments.size() ? arguments.get(index) : MissingNode.getInstance();
    }

    /** What stands for it where nothing is drawn. */
    @Override
    public String toString() {
        return TextTemplate.shown(value());
    }
}
