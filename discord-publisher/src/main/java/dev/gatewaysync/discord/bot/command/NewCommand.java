package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.cards.ResourceCards;
import dev.gatewaysync.discord.bot.reply.ReplyLanguage;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import dev.gatewaysync.storage.catalog.CatalogEntries;
import java.util.List;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /new [count]}: what came into the catalogue last. */
@Component
@Order(9)
final class NewCommand implements Command {
    private static final String NAME = "new";
    private static final int USUAL = 5;
    private static final int MOST = 10;

    private final CatalogEntries catalogue;
    private final ResourceCards cards;
    private final ReplyLanguage language;

    NewCommand(CatalogEntries catalogue, ResourceCards cards, ReplyLanguage language) {
        this.catalogue = catalogue;
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
        int asked = Math.clamp(event.getOption("count", USUAL, OptionMapping::getAsInt), 1, MOST);
        ReplyTexts texts = language.of(event);
        Visibility.answer(event, texts, hook -> {
            List<CatalogEntries.Entry> newest = catalogue.newest(asked);
            return newest.isEmpty() ? texts.get("find.empty") : cards.several(texts.get("new.title"), null, newest);
        });
    }
}
