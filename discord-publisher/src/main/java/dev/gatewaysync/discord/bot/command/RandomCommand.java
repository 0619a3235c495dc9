package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.cards.ResourceCards;
import dev.gatewaysync.discord.bot.find.CatalogSearch;
import dev.gatewaysync.discord.bot.reply.ReplyLanguage;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /random}: any one of the catalogue's resources. */
@Component
@Order(8)
final class RandomCommand implements Command {
    private final CatalogSearch search;
    private final ResourceCards cards;
    private final ReplyLanguage language;

    RandomCommand(CatalogSearch search, ResourceCards cards, ReplyLanguage language) {
        this.search = search;
        this.cards = cards;
        this.language = language;
    }

    @Override
    public SlashCommandData data() {
        return SlashCommand.named("random").addOptions(Visibility.option());
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        ReplyTexts texts = language.of(event);
        Visibility.answer(
                event,
                texts,
                hook -> search.random()
                        .<Object>map(entry -> cards.resource(entry, null, texts.language()))
                        .orElseGet(() -> texts.get("find.empty")));
    }
}
