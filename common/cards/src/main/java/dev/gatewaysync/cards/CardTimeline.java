package dev.gatewaysync.cards;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a card that is edited in place said before, for an edit hides it and nobody is told. */
public final class CardTimeline {
    /** The first, and the newest of the others. */
    private static final int MOST_STEPS = 12;

    private static final int TEXT = 160;
    /** Below the limit of a field, with room for a line that says what is left out. */
    private static final int ROOM = 980;

    private CardTimeline() {}

    /**
     * One thing that was said.
     *
     * @param state in a word or two
     * @param text somebody's words about it
     * @param at seconds since the epoch; 0 if nobody noted it
     */
    public record Step(String state, @Nullable String text, long at) {
        static Step of(String state, @Nullable String text, Instant at) {
            return new Step(state, text == null ? null : UserText.cut(UserText.line(text), TEXT), at.getEpochSecond());
        }

        private boolean saysTheSameAs(Step other) {
            return state.equals(other.state) && String.valueOf(text).equals(String.valueOf(other.text));
        }
    }

    /** The same told again is told once. */
    static List<Step> and(List<Step> before, Step next) {
        if (!before.isEmpty() && before.get(before.size() - 1).saysTheSameAs(next)) {
            return before;
        }
        List<Step> steps = new ArrayList<>(before);
        steps.add(next);
        if (steps.size() > MOST_STEPS) {
            steps.remove(1);
        }
        return List.copyOf(steps);
    }

    /**
     * A line for each step, each reader's own time before it; nothing while there is only one. Where they are too many, the
     * first stays and the oldest of the others go.
     */
    static String markdown(List<Step> steps) {
        if (steps.size() < 2) {
            return "";
        }
        boolean withinADay = steps.stream().allMatch(step -> step.at() > 0)
                && Math.abs(steps.get(steps.size() - 1).at() - steps.get(0).at())
                        < Duration.ofHours(12).toSeconds();
        List<String> lines = new ArrayList<>(
                steps.stream().map(step -> line(step, withinADay)).toList());
        boolean shortened = false;
        while (lines.size() > 2
                && lines.stream().mapToInt(line -> line.length() + 1).sum() > ROOM) {
            lines.remove(1);
            shortened = true;
        }
        if (shortened) {
            lines.add(1, "…");
        }
        return String.join("\n", lines);
    }

    private static String line(Step step, boolean timeOnly) {
        String when = step.at() > 0 ? "<t:" + step.at() + (timeOnly ? ":t> " : ":f> ") : "";
        String text = UserText.escapedLine(step.text(), 2 * TEXT);
        return when + "**" + UserText.escapedLine(step.state(), 40) + "**" + (text.isEmpty() ? "" : " · " + text);
    }
}
