package dev.gatewaysync.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which failed messages are meant. */
final class FailedFilters {
    @Option(
            names = "--reason",
            paramLabel = "R",
            description = "A reason's id, Discord's code, an error class, or part of the reason.")
    @Nullable
    String reason;

    @Option(names = "--type", paramLabel = "TYPE", description = "An event's type.")
    @Nullable
    String type;

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description = "Where they failed: a target in Discord, or main-app.")
    @Nullable
    String target;

    @Option(names = "--since", paramLabel = "TIME", description = "A time, a date, or how long ago (2h).")
    @Nullable
    String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Those that failed last before it.")
    @Nullable
    String until;

    @Option(names = "--search", paramLabel = "TEXT", description = "Words of the title, the reason or the ids.")
    @Nullable
    String search;

    /** By the names that the API has for them; null where nothing is asked for. */
    Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("reason", reason);
        values.put("type", type);
        values.put("target", target);
        values.put("since", since);
        values.put("until", until);
        values.put("q", search);
        return values;
    }

    boolean isEmpty() {
        return values().values().stream().allMatch(Objects::isNull);
    }
}
