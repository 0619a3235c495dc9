package dev.gatewaysync.discord.card;

import dev.gatewaysync.events.EventType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Which role a type's announcement pings. Nothing else is ever pinged. */
public record Mentions(Map<EventType, String> roles) {
    public Mentions {
        roles = Map.copyOf(roles);
    }

    public static Mentions none() {
        return new Mentions(Map.of());
    }

    /**
     * @param pairs name of a type → id of a role
     * @throws IllegalArgumentException for an unknown type, or what is no id
     */
    public static Mentions of(Map<String, String> pairs) {
        Map<EventType, String> roles = new EnumMap<>(EventType.class);
        pairs.forEach((name, role) -> {
            if (!role.matches("\\d{1,20}")) {
                throw new IllegalArgumentException("no id");
            }
            roles.put(EventType.named(name).orElseThrow(() -> new IllegalArgumentException("no type")), role);
        });
        return new Mentions(roles);
    }

    public Set<String> of(EventType type) {
        String role = roles.get(type);
        return role == null ? Set.of() : Set.of(role);
    }
}
