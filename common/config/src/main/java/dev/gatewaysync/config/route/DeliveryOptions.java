package dev.gatewaysync.config.route;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a route sends an event to a place.
 *
 * @param roles ids of roles to ping
 * @param silent without a notification
 * @param thread whether its message gets a thread to talk in
 * @param publish whether its message is published to the servers that follow the channel; null for as is usual ({@code DISCORD_PUBLISH})
 */
public record DeliveryOptions(
        Set<String> roles,
        boolean silent,
        boolean thread,
        @Nullable Boolean publish) {
    public static final DeliveryOptions USUAL = new DeliveryOptions(Set.of(), false, false, null);

    public DeliveryOptions {
        roles = roles == null ? Set.of() : Set.copyOf(roles);
    }

    /**
     * Of two routes that send one event to one place: everybody who is to be pinged, silent only if both are, and a thread and
     * publishing if one wants it.
     */
    public DeliveryOptions and(DeliveryOptions other) {
        Set<String> all = new TreeSet<>(roles);
        all.addAll(other.roles);
        return new DeliveryOptions(all, silent && other.silent, thread || other.thread, published(other));
    }

    /** Of events that share a message: as of two routes, but what one of them keeps from other servers is not published with the rest. */
    public DeliveryOptions inOneMessage(DeliveryOptions other) {
        DeliveryOptions both = and(other);
        boolean isKept = Boolean.FALSE.equals(publish) || Boolean.FALSE.equals(other.publish);
        boolean isUsual = publish == null || other.publish == null;
        return new DeliveryOptions(
                both.roles, both.silent, both.thread, isKept ? Boolean.FALSE : isUsual ? null : both.publish);
    }

    private @Nullable Boolean published(DeliveryOptions other) {
        if (publish == null || other.publish == null) {
            return publish == null ? other.publish : publish;
        }
        return publish || other.publish;
    }

    DeliveryOptions silenced() {
        return new DeliveryOptions(roles, true, thread, publish);
    }
}
