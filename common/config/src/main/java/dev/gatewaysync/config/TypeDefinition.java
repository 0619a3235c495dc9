package dev.gatewaysync.config;

import dev.gatewaysync.events.EventSchema;
import dev.gatewaysync.events.OwnType;
import tools.jackson.databind.node.ObjectNode;

/**
 * A type that the community made.
 *
 * @param description for whoever sends it; may be empty
 * @param example data of such an event, as the file gives it, else made from the schema
 */
public record TypeDefinition(OwnType type, String description, EventSchema schema, ObjectNode example) {}
