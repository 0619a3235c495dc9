package dev.gatewaysync.config;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventSchema;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a community says in {@code gateway.yml}. Does not change; a file that is read anew gives another one.
 *
 * @param hash SHA-256 of the file in hex; empty without one
 * @param types by name, in the order of the file
 * @param cards by the name of the type
 * @param targets by name
 * @param routes from the top
 * @param sources by name
 * @param catalogue null if it is where it is without this file
 * @param quiet null for no quiet hours
 */
public record GatewayConfig(
        String hash,
        Map<String, TypeDefinition> types,
        Map<String, CardTemplate> cards,
        Map<String, TargetDefinition> targets,
        List<Route> routes,
        Map<String, SourceDefinition> sources,
        @Nullable CatalogueDefinition catalogue,
        @Nullable QuietHours quiet) {
    /** Of a community that has no such file. */
    public static final GatewayConfig NONE =
            new GatewayConfig("", Map.of(), Map.of(), Map.of(), List.of(), Map.of(), null, null);

    /** The type of that name: a built-in one, or one of the community's. */
    public Optional<EventType> eventType(String name) {
        return BuiltInType.named(name)
                .<EventType>map(type -> type)
                .or(() -> type(name).map(TypeDefinition::type));
    }

    /** What the data of a type must be. */
    public EventSchema schema(EventType type) {
        return type instanceof BuiltInType builtIn
                ? EventSchemas.of(builtIn)
                : type(type.wireName())
                        .map(TypeDefinition::schema)
                        .orElseThrow(() -> new IllegalArgumentException(type + " is no type of this configuration"));
    }

    /** The types that may come from outside: the built-in ones, then the community's. */
    public List<EventType> acceptedTypes() {
        return Stream.concat(
                        Arrays.stream(BuiltInType.values()).filter(type -> type.origin() == EventType.Origin.MAIN_APP),
                        types.values().stream().map(TypeDefinition::type))
                .toList();
    }

    public Optional<TypeDefinition> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    public Optional<CardTemplate> card(String type) {
        return Optional.ofNullable(cards.get(type));
    }

    public Optional<TargetDefinition> target(String name) {
        return Optional.ofNullable(targets.get(name));
    }

    public Optional<SourceDefinition> source(String name) {
        return Optional.ofNullable(sources.get(name));
    }
}
