package dev.gatewaysync.cards;

import dev.gatewaysync.config.GatewayConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The roles that something pings: those of {@code DISCORD_MENTIONS}, and those of the routes in {@code gateway.yml}. */
public final class NotificationRoles {
    private NotificationRoles() {}

    /** Id of a role → the types that ping it, as the settings name them; none where a route's condition says when. */
    public static Map<String, Set<String>> of(Mentions mentions, GatewayConfig config) {
        Map<String, Set<String>> roles = new LinkedHashMap<>();
        Map<String, String> byType = new TreeMap<>();
        mentions.roles().forEach((type, role) -> byType.put(type.wireName(), role));
        byType.forEach((type, role) ->
                roles.computeIfAbsent(role, id -> new TreeSet<>()).add(type));
        config.routes().forEach(route -> {
            if (route.mention() != null) {
                roles.computeIfAbsent(route.mention(), id -> new TreeSet<>());
            }
        });
        return roles;
    }
}
