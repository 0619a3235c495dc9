package dev.gatewaysync.events;

import tools.jackson.databind.node.ObjectNode;

/**
 * An event of a type that the community made for itself.
 *
 * @param data as its type's schema says, and any other fields that the sender gave
 */
public record OwnEvent(OwnType ownType, ObjectNode data) implements GatewayEvent {
    @Override
    public EventType type() {
        return ownType;
    }
}
