package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.events.Source;
import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sender with a path of its own: how it proves itself. What its deliveries mean is said by the preset that is called as its source
 * is, as for every other sender.
 */
interface Provider {
    Source source();

    /** The variable that holds its secrets; without one there is no endpoint. */
    String secretVariable();

    /** Whether this is its signature of {@code body}; compares in constant time. */
    boolean proves(HttpServletRequest request, byte[] secret, byte[] body);

    /** Whether it can also send its JSON in the field {@code payload} of a form. */
    default boolean sendsForms() {
        return false;
    }

    /** @param payload of the delivery, as it came */
    default ProviderDelivery read(HttpServletRequest request, ObjectNode payload) {
        return PresetReading.of(source(), request, payload);
    }
}
