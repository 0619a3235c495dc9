package dev.gatewaysync.console.failed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which open messages are looked at; null does not filter.
 *
 * @param reason a reason's id, its cause or code, an error class, or part of the reason
 * @param target in Discord, or {@value FailedMessage#TO_MAIN_APP}
 * @param since the last failure at or after it
 * @param until the last failure before it
 * @param text words, each of them somewhere in the title, the reason or the ids
 */
public record FailedFilter(
        @Nullable String reason,
        @Nullable String queue,
        @Nullable String type,
        @Nullable String target,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String text) {
    public static final FailedFilter NONE = new FailedFilter(null, null, null, null, null, null, null);

    public boolean isEmpty() {
        return equals(NONE);
    }

    /** Whether the database can answer it: reasons in plain words are not stored. */
    boolean isOfDatabase() {
        return reason == null && text == null;
    }

    /** What the database cannot tell. */
    boolean means(FailedMessage failure) {
        return (reason == null || failure.reason().isMeantBy(reason)) && (text == null || says(failure, text));
    }

    private static boolean says(FailedMessage failure, String words) {
        String all = String.join(
                        "\n",
                        Stream.of(
                                        failure.title(),
                                        failure.why(),
                                        failure.error(),
                                        failure.eventType(),
                                        failure.eventId(),
                                        failure.id())
                                .map(String::valueOf)
                                .toList())
                .toLowerCase(Locale.ROOT);
        return Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(all::contains);
    }

    /** SQL over {@code failed_message f}, as far as the database can tell; its parameters go into {@code parameters}. */
    String conditions(Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>();
        condition(conditions, parameters, "f.queue = :queue", "queue", queue);
        condition(conditions, parameters, "f.event_type = :type", "type", type);
        if (FailedMessage.TO_MAIN_APP.equals(target)) {
            conditions.add("f.queue = 'main-app'");
        } else {
            condition(conditions, parameters, "f.target = :target", "target", target);
        }
        condition(
                conditions,
                parameters,
                "f.last_failed_at >= :since",
                "since",
                since == null ? null : since.toEpochMilli());
        condition(
                conditions,
                parameters,
                "f.last_failed_at < :until",
                "until",
                until == null ? null : until.toEpochMilli());
        return String.join(
                "", conditions.stream().map(condition -> " AND " + condition).toList());
    }

    private static void condition(
            List<String> conditions, Map<String, Object> parameters, String sql, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(sql);
            parameters.put(name, value);
        }
    }
}
