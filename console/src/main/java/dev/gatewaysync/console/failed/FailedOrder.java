package dev.gatewaysync.console.failed;

import dev.gatewaysync.console.ApiException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** In which order failed messages are listed. */
public enum FailedOrder {
    /** The last failed first. */
    NEWEST(
            "f.last_failed_at DESC, f.id",
            Comparator.comparing(FailedMessage::lastFailedAt).reversed()),
    /** The one that failed first of all first. */
    OLDEST("f.first_failed_at, f.id", Comparator.comparing(FailedMessage::firstFailedAt)),
    TITLE("lower(f.title), f.id", Comparator.comparing(failure -> lower(failure.title()))),
    TYPE("f.event_type, f.last_failed_at DESC, f.id", Comparator.comparing(failure -> lower(failure.eventType()))),
    TARGET("f.queue, f.target, f.last_failed_at DESC, f.id", Comparator.comparing(failure -> lower(failure.target())));

    private final String sql;
    private final Comparator<FailedMessage> comparator;

    FailedOrder(String sql, Comparator<FailedMessage> comparator) {
        this.sql = sql;
        this.comparator = comparator.thenComparing(FailedMessage::id);
    }

    /** @throws ApiException if there is no such order */
    public static FailedOrder of(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return NEWEST;
        }
        return Arrays.stream(values())
                .filter(order -> order.wireName().equals(name.strip()))
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest("sort must be one of "
                        + Arrays.stream(values()).map(FailedOrder::wireName).collect(Collectors.joining(", ")) + "."));
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What stands behind {@code ORDER BY}. */
    String sql() {
        return sql;
    }

    /** For those that were read in several parts. */
    Comparator<FailedMessage> comparator() {
        return comparator;
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
