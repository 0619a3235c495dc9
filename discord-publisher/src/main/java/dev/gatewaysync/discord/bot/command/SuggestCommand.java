package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.bot.find.CatalogSearch;
import dev.gatewaysync.discord.bot.member.IgnoredAddresses;
import dev.gatewaysync.discord.bot.member.Suggestions;
import dev.gatewaysync.discord.bot.member.WrittenAddress;
import dev.gatewaysync.discord.bot.reply.DeferredReply;
import dev.gatewaysync.discord.bot.reply.FormCorrection;
import dev.gatewaysync.discord.bot.reply.ReplyLanguage;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import dev.gatewaysync.events.ResourceSuggested;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.modals.Modal;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code /suggest-resource}: a form for name, URL, category and description. The category is chosen from the catalogue's, where
 * Discord's menu has room for them all, and typed elsewhere.
 */
@Component
@Order(5)
final class SuggestCommand implements Command {
    private static final String NAME = "suggest-resource";
    private static final List<String> FIELDS = List.of("name", "url", "category", "description");
    private static final int LONGEST_CATEGORY = 100;

    private final Suggestions suggestions;
    private final IgnoredAddresses ignored;
    private final SuggestionReplies replies;
    private final CatalogSearch catalogue;
    private final ReplyLanguage language;

    SuggestCommand(
            Suggestions suggestions,
            IgnoredAddresses ignored,
            SuggestionReplies replies,
            CatalogSearch catalogue,
            ReplyLanguage language) {
        this.suggestions = suggestions;
        this.ignored = ignored;
        this.replies = replies;
        this.catalogue = catalogue;
        this.language = language;
    }

    @Override
    public SlashCommandData data() {
        return SlashCommand.named(NAME);
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        event.replyModal(form(Map.of(), language.of(event))).queue();
    }

    @Override
    public Modal form(Map<String, String> typed, ReplyTexts texts) {
        return Modal.create(NAME, texts.get("suggest.title"))
                .addComponents(
                        FormFields.field(label("name", texts), line("name", 100).setRequired(true), typed),
                        FormFields.field(
                                label("url", texts),
                                line("url", 2000)
                                        .setPlaceholder("https://example.org")
                                        .setRequired(true),
                                typed),
                        category(typed, texts),
                        FormFields.field(
                                label("description", texts),
                                TextInput.create("description", TextInputStyle.PARAGRAPH)
                                        .setMaxLength(1000)
                                        .setRequired(false),
                                typed))
                .build();
    }

    private static String label(String field, ReplyTexts texts) {
        return texts.get("suggest." + field);
    }

    private Label category(Map<String, String> typed, ReplyTexts texts) {
        String label = label("category", texts);
        List<String> names = catalogue.categoryNames(LONGEST_CATEGORY);
        return names.isEmpty() || names.size() > CatalogSearch.MOST_CHOICES
                ? FormFields.field(label, line("category", LONGEST_CATEGORY).setRequired(false), typed)
                : FormFields.menu(label, "category", names, typed);
    }

    private static TextInput.Builder line(String id, int most) {
        return TextInput.create(id, TextInputStyle.SHORT).setMaxLength(most);
    }

    @Override
    public void submitted(ModalInteractionEvent event) {
        ReplyTexts texts = language.of(event);
        Map<String, String> labels = new LinkedHashMap<>();
        FIELDS.forEach(field -> labels.put(field, label(field, texts)));
        Map<String, String> typed = FormFields.typed(event, labels);
        String url = typed.getOrDefault(label("url", texts), "").strip();
        String name = FormFields.text(event, "name");
        String category = FormFields.text(event, "category");
        String description = FormFields.text(event, "description");
        String user = event.getUser().getName();
        String userId = event.getUser().getId();
        DeferredReply.form(event, NAME, typed, texts, hook -> {
            Optional<String> address = WrittenAddress.typed(url);
            if (address.isEmpty()) {
                return again(SuggestionReplies.noAddress(url, texts), typed, texts);
            }
            if (ignored.contain(address.get())) {
                return again(texts.get("suggestion.ignored"), typed, texts);
            }
            Suggestions.Taken taken = suggestions.suggest(
                    new ResourceSuggested(user, userId, name, address.get(), category, description, null));
            return taken instanceof Suggestions.Taken.NoAddress
                    ? again(SuggestionReplies.noAddress(url, texts), typed, texts)
                    : replies.of(taken, texts);
        });
    }

    private static FormCorrection again(String problem, Map<String, String> typed, ReplyTexts texts) {
        return new FormCorrection(NAME, problem, typed, texts.get("reply.correct"));
    }
}
