package dev.gatewaysync.cards;

import dev.gatewaysync.events.EventDescription;
import dev.gatewaysync.events.EventEnvelope;
import tools.jackson.databind.JsonNode;

/** An event of the community's own type that has no card: its data, as they are. */
final class OwnCard {
    private static final int MOST_FIELDS = 10;
    private static final int NAME = 200;

    private OwnCard() {}

    static Embed of(EventEnvelope envelope, CardFooter footer) {
        String title = EventDescription.of(envelope.event());
        Embed embed = Embed.of(UserText.escapedLine(title, NAME), Colour.BLUE, footer);
        envelope.data().properties().stream()
                .filter(field -> isShown(field.getKey(), field.getValue()))
                .limit(MOST_FIELDS)
                .forEach(field -> embed.field(
                        UserText.escapedLine(field.getKey(), Embed.FIELD_NAME),
                        field.getValue().asString()));
        return embed;
    }

    private static boolean isShown(String name, JsonNode value) {
        return value.isValueNode() && !value.isNull() && !name.equals("timestamp");
    }
}
