package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.cards.ReplyCards;
import dev.gatewaysync.discord.bot.reply.ReplyLanguage;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import dev.gatewaysync.storage.history.Update;
import dev.gatewaysync.storage.history.UpdateFilter;
import dev.gatewaysync.storage.history.UpdateHistory;
import java.util.Set;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /recent-updates [count]}: the newest of the history. */
@Component
@Order(4)
final class RecentUpdatesCommand implements Command {
    private static final String NAME = "recent-updates";
    private static final int USUAL = 10;
    private static final int MOST = 20;

    private final UpdateHistory history;
    private final ReplyCards cards;
    private final ReplyLanguage language;

    RecentUpdatesCommand(UpdateHistory history, ReplyCards cards, ReplyLanguage language) {
        this.history = history;
        this.cards = cards;
        this.language = language;
    }

    @Override
    public SlashCommandData data() {
        return SlashCommand.named(NAME)
                .addOptions(
                        SlashCommand.option(OptionType.INTEGER, NAME, "count").setRequiredRange(1, MOST),
                        Visibility.option());
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        int count = event.getOption("count", USUAL, OptionMapping::getAsInt);
        int asked = Math.max(1, Math.min(MOST, count));
        ReplyTexts texts = language.of(event);
        Visibility.answer(
                event,
                texts,
                hook -> cards.in(texts.language()).updates(history.recent(asked, UpdateFilter.ALL), failed(asked)));
    }

    /** Of as many of the newest that failed as are shown at most, so that each of those shown is among them. */
    private Set<String> failed(int count) {
        UpdateFilter failed = new UpdateFilter(null, null, null, UpdateFilter.SyncedStatus.FAILED);
        return history.recent(count, failed).stream().map(Update::id).collect(Collectors.toSet());
    }
}
