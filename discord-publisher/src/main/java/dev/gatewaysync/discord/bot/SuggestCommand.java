package dev.gatewaysync.discord.bot;

import dev.gatewaysync.events.ResourceSuggested;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.modals.ModalMapping;
import net.dv8tion.jda.api.modals.Modal;
import org.jspecify.annotations.Nullable;

/** {@code /suggest-resource}: a form for name, URL, category and description. */
final class SuggestCommand implements Command {
    private static final String NAME = "suggest-resource";

    private final Suggestions suggestions;

    SuggestCommand(Suggestions suggestions) {
        this.suggestions = suggestions;
    }

    @Override
    public SlashCommandData data() {
        return Commands.slash(NAME, "Suggest a resource for the catalogue");
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        Modal form = Modal.create(NAME, "Suggest a resource")
                .addComponents(
                        Label.of("Name", line("name", 100).setRequired(true).build()),
                        Label.of(
                                "URL",
                                line("url", 2000)
                                        .setPlaceholder("https://example.org")
                                        .setRequired(true)
                                        .build()),
                        Label.of(
                                "Category",
                                line("category", 100).setRequired(false).build()),
                        Label.of(
                                "Description",
                                TextInput.create("description", TextInputStyle.PARAGRAPH)
                                        .setMaxLength(1000)
                                        .setRequired(false)
                                        .build()))
                .build();
        event.replyModal(form).queue();
    }

    private static TextInput.Builder line(String id, int most) {
        return TextInput.create(id, TextInputStyle.SHORT).setMaxLength(most);
    }

    @Override
    public void submitted(ModalInteractionEvent event) {
        String url = text(event, "url");
        ResourceSuggested suggested = new ResourceSuggested(
                event.getUser().getName(),
                event.getUser().getId(),
                text(event, "name"),
                url == null ? "" : url,
                text(event, "category"),
                text(event, "description"),
                null);
        Acknowledged.inPrivate(event, hook -> Wording.of(suggestions.suggest(suggested), suggested.url()));
    }

    /** Null if it is blank. */
    static @Nullable String text(ModalInteractionEvent event, String id) {
        ModalMapping value = event.getValue(id);
        String text = value == null ? "" : value.getAsString().strip();
        return text.isEmpty() ? null : text;
    }
}
