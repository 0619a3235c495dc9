package dev.gatewaysync.discord.bot.reply;

import dev.gatewaysync.cards.Message;
import java.util.List;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import tools.jackson.databind.JsonNode;

/** The buttons of a card, which lead somewhere, as JDA sends them. */
final class LinkButtons {
    private LinkButtons() {}

    static List<ActionRow> of(Message message) {
        return message.body()
                .path("components")
                .valueStream()
                .map(row -> ActionRow.of(row.path("components")
                        .valueStream()
                        .map(LinkButtons::button)
                        .toList()))
                .toList();
    }

    private static Button button(JsonNode button) {
        return Button.link(button.path("url").asString(""), button.path("label").asString(""));
    }
}
