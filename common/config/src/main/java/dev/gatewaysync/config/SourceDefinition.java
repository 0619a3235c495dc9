package dev.gatewaysync.config;

import dev.gatewaysync.config.expression.Expression;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's own webhook.
 *
 * @param preset a sender whose proof and mapping come with the program; null for none
 * @param auth how its requests prove where they are from
 * @param id the idempotency key, from {@code body}, {@code headers} and {@code query}; null if every request is an event
 * @param events tried from the top
 */
public record SourceDefinition(
        String name,
        @Nullable String preset,
        SourceAuth auth,
        @Nullable Expression id,
        List<Mapping> events) {
    /**
     * What a request becomes.
     *
     * @param when null for every request
     * @param type of the event; null for one that is ignored
     * @param data gives the event's data as an object; null for those of the whole body
     * @param fields those that {@code data} is made of, where it is one for each; it fails where one of them does
     * @param ignore why it is no event; null for an event
     * @param about gives what the request tells of, by which others that tell of it are known again; null where each is news
     * @param time gives when it happened, or several values of which the first that is a time counts; null for the data's timestamp
     */
    public record Mapping(
            @Nullable Expression when,
            @Nullable String type,
            @Nullable Expression data,
            Map<String, Expression> fields,
            @Nullable String ignore,
            @Nullable Expression about,
            @Nullable Expression time) {}
}
