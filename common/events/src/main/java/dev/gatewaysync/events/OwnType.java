package dev.gatewaysync.events;

import java.util.regex.Pattern;

/**
 * A type that a community made for itself.
 *
 * @param wireName small letters, digits and hyphens, as those of the built-in ones, and none of them
 */
public record OwnType(String wireName, UpdateCategory category, Priority priority) implements EventType {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public OwnType {
        if (!NAME.matcher(wireName).matches()) {
            throw new IllegalArgumentException("'" + wireName + "' is no name of an event type");
        }
        if (BuiltInType.named(wireName).isPresent()) {
            throw new IllegalArgumentException("'" + wireName + "' is a built-in event type");
        }
    }

    @Override
    public Origin origin() {
        return Origin.MAIN_APP;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
