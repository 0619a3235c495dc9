package dev.gatewaysync.console.publicpage;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the template shows, in words.
 *
 * @param tone good, fair, bad or none: of the state now
 * @param lastCheck null if nobody has looked lately
 * @param readAt of all of it; null on the page that is up to date
 * @param catalogue null while it is not known
 * @param bars 90, the oldest first
 * @param summary of the bars, for who does not see them
 */
public record PageView(
        String app,
        String state,
        String sentence,
        String tone,
        @Nullable Moment lastCheck,
        @Nullable Moment readAt,
        List<Share> shares,
        List<Bar> bars,
        String summary,
        List<Item> coming,
        List<Item> past,
        @Nullable String catalogue) {

    /** All of them, the newest first, as the feed has them. */
    public List<Item> items() {
        return Stream.concat(coming.stream(), past.stream())
                .sorted(Comparator.comparing(Item::at).reversed())
                .toList();
    }

    public List<Bar> newestFirst() {
        return bars.reversed();
    }

    public record Moment(String iso, String words) {
        static Moment of(Instant time) {
            return new Moment(Words.iso(time), Words.time(time));
        }
    }

    /** @param percent null where nothing is known */
    public record Share(String period, @Nullable String percent) {}

    /**
     * @param x from the left, in units of the drawing
     * @param top of the bar, in the same
     */
    public record Bar(int x, int top, int height, String date, String words, String tone) {}

    /**
     * An incident or a maintenance.
     *
     * @param anchor of its place on the page, and in the feed
     * @param sign one word: what it is
     * @param at when it began, which stays
     */
    public record Item(
            String anchor, String title, String sign, String tone, String text, Instant at, List<Step> steps) {
        public String feedTime() {
            return Words.feedTime(at);
        }

        /** All of it on one line. */
        public String line() {
            StringBuilder line = new StringBuilder(text);
            for (Step step : steps) {
                line.append(line.isEmpty() ? "" : " ").append(step.name());
                line.append(step.moment() == null ? "" : " " + step.moment().words() + " UTC");
                line.append(step.words() == null ? "" : " " + step.words()).append('.');
            }
            return line.toString();
        }
    }

    /** @param words beside the time, or instead of it */
    public record Step(
            String name, @Nullable Moment moment, @Nullable String words) {}
}
