package dev.gatewaysync.discord.bot.reply;

import java.util.List;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;

/** A reply with menus to choose from, one below the other. */
public record MenuReply(String text, List<StringSelectMenu> menus) {
    public MenuReply {
        menus = List.copyOf(menus);
    }

    List<ActionRow> rows() {
        return menus.stream().map(menu -> ActionRow.of(menu)).toList();
    }
}
