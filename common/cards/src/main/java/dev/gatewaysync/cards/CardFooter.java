package dev.gatewaysync.cards;

import dev.gatewaysync.storage.history.CardRef;
import org.jspecify.annotations.Nullable;

/**
 * The footer of a card.
 *
 * @param appName as configured
 * @param ref by which the card is recognised in its channel; null for an answer, which nobody looks for
 */
record CardFooter(String appName, @Nullable String ref) {
    String footer() {
        String name = UserText.cut(UserText.line(appName), 200);
        if (ref == null) {
            return name;
        }
        return (name.isEmpty() ? "" : name + " • ") + CardRef.shown(ref);
    }
}
