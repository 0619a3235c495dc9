package dev.gatewaysync.config;

import dev.gatewaysync.config.expression.Expression;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where events go.
 *
 * @param when null for every event
 * @param to names of targets; none for the history only
 * @param mention id of a role; null for nobody
 * @param stop whether no route below is read for an event that this one matches
 * @param digest null for at once
 * @param thread whether each message gets a thread to talk in; null leaves it to the target
 * @param publish whether each message is published to the servers that follow its channel; null leaves it to the target
 */
public record Route(
        @Nullable Expression when,
        List<String> to,
        @Nullable String mention,
        boolean silent,
        boolean stop,
        @Nullable Digest digest,
        @Nullable Boolean thread,
        @Nullable Boolean publish) {
    /** The place that is there without a configuration. */
    public static final String ANNOUNCEMENTS = "announcements";

    /**
     * Events collected into one message, by the clock.
     *
     * @param on null for every day
     */
    public record Digest(@Nullable DayOfWeek on, LocalTime at, ZoneId zone) {}
}
