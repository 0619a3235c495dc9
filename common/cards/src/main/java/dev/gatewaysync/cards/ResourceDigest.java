package dev.gatewaysync.cards;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.ResourceAdded;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the card for a whole batch of new resources sees: how many there are, and the first of them. */
final class ResourceDigest {
    /** A longer address leaves no room for the others' names. */
    private static final int LONGEST_ADDRESS = 250;

    private ResourceDigest() {}

    static ObjectNode of(List<ResourceAdded> first, long count) {
        ObjectNode digest = EventJson.mapper().createObjectNode().put("count", count);
        ArrayNode resources = digest.putArray("resources");
        for (ResourceAdded resource : first) {
            ObjectNode named = resources.addObject().put("name", resource.name());
            String url = resource.url();
            if (url != null && url.length() <= LONGEST_ADDRESS) {
                named.put("url", url);
            }
        }
        return digest;
    }
}
