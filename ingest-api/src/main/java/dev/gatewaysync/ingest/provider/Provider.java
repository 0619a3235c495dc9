package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.events.Source;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A service with webhooks of its own shape: how it proves itself, and what its deliveries mean here. */
interface Provider {
    Source source();

    /** The variable that holds its secrets; without one there is no endpoint. */
    String secretVariable();

    /** Whether this is its signature of {@code body}; compares in constant time. */
    boolean proves(HttpServletRequest request, byte[] secret, byte[] body);

    /** What the provider calls this delivery at every try; empty if it did not say. A header is not signed. */
    Optional<String> deliveryKey(HttpServletRequest request, ObjectNode payload);

    /** Whether it can also send its JSON in the field {@code payload} of a form. */
    default boolean sendsForms() {
        return false;
    }

    ProviderDelivery read(HttpServletRequest request, ObjectNode payload);
}
