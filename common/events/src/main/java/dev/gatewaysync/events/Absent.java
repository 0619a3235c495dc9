package dev.gatewaysync.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An absent list means the same as an empty one. */
final class Absent {
    private Absent() {}

    static <T> List<T> asEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
