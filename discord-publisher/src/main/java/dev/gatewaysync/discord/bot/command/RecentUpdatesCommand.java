package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.card.ReplyCards;
import dev.gatewaysync.storage.UpdateFilter;
import dev.gatewaysync.storage.UpdateHistory;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /recent-updates [count]}: the newest of the history. */
@Component
@Order(4)
final class RecentUpdatesCommand implements Command {
    private static final int USUAL = 10;
    private static final int MOST = 20;

    private final UpdateHistory history;
    private final ReplyCards cards;

    RecentUpdatesCommand(UpdateHistory history, ReplyCards cards) {
        this.history = history;
        this.cards = cards;
    }

    @Override
    public SlashCommandData data() {
        return Commands.slash("recent-updates", "What has happened lately")
                .addOptions(
                        new OptionData(OptionType.INTEGER, "count", "How many, 10 by itself").setRequiredRange(1, MOST),
                        Visibility.option());
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        int count = event.getOption("count", USUAL, OptionMapping::getAsInt);
        int asked = Math.max(1, Math.min(MOST, count));
        Visibility.answer(event, hook -> cards.updates(history.recent(asked, UpdateFilter.ALL)));
    }
}
