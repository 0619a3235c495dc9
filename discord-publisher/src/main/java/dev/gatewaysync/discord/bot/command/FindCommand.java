package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.cards.Message;
import dev.gatewaysync.cards.ResourceCards;
import dev.gatewaysync.discord.bot.find.CatalogSearch;
import dev.gatewaysync.discord.bot.find.CatalogSearch.Answer;
import dev.gatewaysync.discord.bot.reply.AutocompleteReply;
import dev.gatewaysync.discord.bot.reply.ReplyLanguage;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import java.util.List;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code /find text [category]}: a resource of the catalogue, completed while it is typed. Discord lets members send what they have
 * not chosen, too.
 */
@Component
@Order(7)
final class FindCommand implements Command {
    private static final String NAME = "find";
    private static final String TEXT = "text";
    private static final String CATEGORY = "category";
    /** Discord's length of a choice, which is what is sent. */
    private static final int MOST = 100;

    private final CatalogSearch search;
    private final ResourceCards cards;
    private final ReplyLanguage language;

    FindCommand(CatalogSearch search, ResourceCards cards, ReplyLanguage language) {
        this.search = search;
        this.cards = cards;
        this.language = language;
    }

    @Override
    public SlashCommandData data() {
        return SlashCommand.named(NAME)
                .addOptions(
                        SlashCommand.option(OptionType.STRING, NAME, TEXT)
                                .setRequired(true)
                                .setMaxLength(MOST)
                                .setAutoComplete(true),
                        SlashCommand.option(OptionType.STRING, NAME, CATEGORY)
                                .setMaxLength(MOST)
                                .setAutoComplete(true),
                        Visibility.option());
    }

    @Override
    public void complete(CommandAutoCompleteInteractionEvent event) {
        String typed = shortened(event.getFocusedOption().getValue());
        String category = category(event.getOption(CATEGORY));
        boolean text = event.getFocusedOption().getName().equals(TEXT);
        AutocompleteReply.of(
                event, () -> choices(text ? search.complete(typed, category) : search.completeCategory(typed)));
    }

    private static List<Choice> choices(List<CatalogSearch.Choice> choices) {
        return choices.stream()
                .map(choice -> new Choice(choice.name(), choice.value()))
                .toList();
    }

    private static @Nullable String category(@Nullable OptionMapping option) {
        String typed = option == null ? "" : shortened(option.getAsString());
        return typed.isBlank() ? null : typed;
    }

    /** That nothing longer is typed is seen to in the member's Discord only. */
    private static String shortened(String typed) {
        return typed.length() <= MOST ? typed : typed.substring(0, MOST);
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        String text = shortened(event.getOption(TEXT, "", OptionMapping::getAsString));
        String category = category(event.getOption(CATEGORY));
        ReplyTexts texts = language.of(event);
        Visibility.answer(event, texts, hook -> answered(search.find(text, category), text, category, texts));
    }

    private Object answered(Answer answer, String text, @Nullable String category, ReplyTexts texts) {
        return switch (answer) {
            case Answer.One one -> cards.resource(one.entry(), null, texts.language());
            case Answer.Several several ->
                cards.several(
                        several.total() > several.entries().size()
                                ? texts.get("find.first", several.entries().size(), several.total(), asTyped(text))
                                : texts.get("find.several", several.total(), asTyped(text)),
                        null,
                        several.entries());
            case Answer.None none -> nothing(none, text, texts);
            case Answer.Gone gone -> texts.get("find.gone", asTyped(gone.name()));
            case Answer.NoCatalogue none -> texts.get("find.empty");
            case Answer.NoCategory none -> noCategory(none, category == null ? "" : category, texts);
        };
    }

    private static String noCategory(Answer.NoCategory none, String category, ReplyTexts texts) {
        String said = texts.get("find.no_category", asTyped(category));
        String nearest = none.nearest().stream().map(FindCommand::asTyped).collect(Collectors.joining(", "));
        return nearest.isEmpty() ? said : said + " " + texts.get("find.nearest_categories", nearest);
    }

    private static String asTyped(String text) {
        return ResourceCards.asTyped(text, MOST);
    }

    private Message nothing(Answer.None none, String text, ReplyTexts texts) {
        String said = texts.get("find.none", asTyped(text));
        return cards.several(
                texts.get("find.none_title"),
                none.nearest().isEmpty() ? said : said + " " + texts.get("find.nearest"),
                none.nearest());
    }
}
