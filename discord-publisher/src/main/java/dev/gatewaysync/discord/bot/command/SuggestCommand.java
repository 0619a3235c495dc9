package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.bot.member.IgnoredAddresses;
import dev.gatewaysync.discord.bot.member.Suggestions;
import dev.gatewaysync.discord.bot.member.WrittenAddress;
import dev.gatewaysync.discord.bot.reply.DeferredReply;
import dev.gatewaysync.discord.bot.reply.FormCorrection;
import dev.gatewaysync.discord.channel.Targets;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.events.ResourceSuggested;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.modals.Modal;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /suggest-resource}: a form for name, URL, category and description. */
@Component
@Order(5)
final class SuggestCommand implements Command {
    private static final String NAME = "suggest-resource";
    private static final Map<String, String> LABELS = new LinkedHashMap<>();

    static {
        LABELS.put("name", "Name");
        LABELS.put("url", "URL");
        LABELS.put("category", "Category");
        LABELS.put("description", "Description");
    }

    private final Suggestions suggestions;
    private final IgnoredAddresses ignored;
    private final ChannelDirectory directory;

    SuggestCommand(Suggestions suggestions, IgnoredAddresses ignored, ChannelDirectory directory) {
        this.suggestions = suggestions;
        this.ignored = ignored;
        this.directory = directory;
    }

    @Override
    public SlashCommandData data() {
        return Commands.slash(NAME, "Suggest a resource for the catalogue");
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        event.replyModal(form(Map.of())).queue();
    }

    @Override
    public Modal form(Map<String, String> typed) {
        return Modal.create(NAME, "Suggest a resource")
                .addComponents(
                        FormFields.field("Name", line("name", 100).setRequired(true), typed),
                        FormFields.field(
                                "URL",
                                line("url", 2000)
                                        .setPlaceholder("https://example.org")
                                        .setRequired(true),
                                typed),
                        FormFields.field("Category", line("category", 100).setRequired(false), typed),
                        FormFields.field(
                                "Description",
                                TextInput.create("description", TextInputStyle.PARAGRAPH)
                                        .setMaxLength(1000)
                                        .setRequired(false),
                                typed))
                .build();
    }

    private static TextInput.Builder line(String id, int most) {
        return TextInput.create(id, TextInputStyle.SHORT).setMaxLength(most);
    }

    @Override
    public void submitted(ModalInteractionEvent event) {
        Map<String, String> typed = FormFields.typed(event, LABELS);
        String url = typed.getOrDefault("URL", "").strip();
        String name = FormFields.text(event, "name");
        String category = FormFields.text(event, "category");
        String description = FormFields.text(event, "description");
        String user = event.getUser().getName();
        String userId = event.getUser().getId();
        DeferredReply.form(event, NAME, typed, hook -> {
            Optional<String> address = WrittenAddress.typed(url);
            if (address.isEmpty()) {
                return new FormCorrection(NAME, SuggestionReplies.noAddress(url), typed);
            }
            if (ignored.contain(address.get())) {
                return new FormCorrection(NAME, SuggestionReplies.IGNORED, typed);
            }
            Suggestions.Taken taken = suggestions.suggest(
                    new ResourceSuggested(user, userId, name, address.get(), category, description, null));
            return taken instanceof Suggestions.Taken.NoAddress
                    ? new FormCorrection(NAME, SuggestionReplies.noAddress(url), typed)
                    : SuggestionReplies.of(taken, place());
        });
    }

    /** Where suggestions are shown: a mention that Discord makes a link of, whatever the channel is called. */
    private String place() {
        return directory.destination(Targets.SUGGESTIONS) instanceof Destination.Channel channel
                ? "<#" + channel.id() + ">"
                : "#showcase-your-finds";
    }
}
