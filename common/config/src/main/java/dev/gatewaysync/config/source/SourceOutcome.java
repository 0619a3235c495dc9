package dev.gatewaysync.config.source;

import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a source makes of a request that has proved where it is from. */
public sealed interface SourceOutcome {
    /**
     * An event.
     *
     * @param data valid for the type
     * @param timestamp when it happened, if the data say so
     * @param key what the sender calls this delivery at every try; null if nothing says
     * @param about what the request tells of: the same for every request that tells of it, whatever that is called. Empty if it
     *     does not say and its body has to do for that; null if the rule does not ask
     * @param rule which made it, such as {@code rule 2}
     */
    record Event(
            EventType type,
            ObjectNode data,
            @Nullable Instant timestamp,
            @Nullable String key,
            @Nullable String about,
            String rule)
            implements SourceOutcome {}

    /** Nothing that anyone wants to know. */
    record Ignored(String why) implements SourceOutcome {}

    /**
     * No event could be made of it.
     *
     * @param problems at least one; a pointer that begins with {@code /data} is of what the rule made, an empty one of the
     *     rule itself
     */
    record Refused(List<Problem> problems) implements SourceOutcome {}
}
