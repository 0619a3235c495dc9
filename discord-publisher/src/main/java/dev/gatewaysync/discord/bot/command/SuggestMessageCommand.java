package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.cards.ResourceCards;
import dev.gatewaysync.discord.bot.member.IgnoredAddresses;
import dev.gatewaysync.discord.bot.member.Suggestions;
import dev.gatewaysync.discord.bot.member.UrlExtractor;
import dev.gatewaysync.discord.bot.reply.DeferredReply;
import dev.gatewaysync.discord.bot.reply.ReplyLanguage;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import dev.gatewaysync.events.ResourceSuggested;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * “Suggest this resource”, on any message: suggests the links in it, as the form does. Discord hands over what the message says, so
 * that it needs no privileged intent.
 *
 * @see <a href="https://docs.discord.com/developers/interactions/application-commands#message-commands">Message commands</a>
 */
@Component
@Order(11)
final class SuggestMessageCommand implements Command {
    /** Its phrase in each language is in the texts. */
    private static final String NAME = "suggest-message";

    private static final int MOST_SHOWN = 200;
    /** Discord's length of a message, less the line that says that there is more. */
    private static final int LONGEST = 2000 - 2;

    private final Suggestions suggestions;
    private final IgnoredAddresses ignored;
    private final SuggestionReplies replies;
    private final ReplyLanguage language;

    SuggestMessageCommand(
            Suggestions suggestions, IgnoredAddresses ignored, SuggestionReplies replies, ReplyLanguage language) {
        this.suggestions = suggestions;
        this.ignored = ignored;
        this.replies = replies;
        this.language = language;
    }

    @Override
    public CommandData data() {
        return SlashCommand.ofMessage(NAME);
    }

    @Override
    public void run(MessageContextInteractionEvent event) {
        ReplyTexts texts = language.of(event);
        List<String> links = links(event.getTarget());
        String message = event.getTarget().getJumpUrl();
        String user = event.getUser().getName();
        String userId = event.getUser().getId();
        DeferredReply.inPrivate(event, texts, hook -> {
            if (links.isEmpty()) {
                return texts.get("suggestion.no_link");
            }
            List<Suggestions.Taken> taken = new ArrayList<>();
            for (String link : links) {
                taken.add(suggestions.suggest(new ResourceSuggested(user, userId, null, link, null, null, message)));
            }
            return taken.size() == 1 ? replies.of(taken.getFirst(), texts) : each(links, taken, texts);
        });
    }

    /** What its writer wrote; of a message that is only a card, where that leads. */
    private List<String> links(Message message) {
        List<String> written = UrlExtractor.in(message.getContentRaw(), ignored);
        return written.isEmpty()
                ? UrlExtractor.in(
                        message.getEmbeds().stream()
                                .map(MessageEmbed::getUrl)
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining("\n")),
                        ignored)
                : written;
    }

    private String each(List<String> links, List<Suggestions.Taken> taken, ReplyTexts texts) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < taken.size(); i++) {
            String link = "• " + ResourceCards.asTyped(links.get(i), MOST_SHOWN) + '\n'
                    + replies.inWords(taken.get(i), texts) + '\n';
            if (lines.length() + link.length() > LONGEST) {
                return lines.append('…').toString();
            }
            lines.append(link);
        }
        return lines.toString();
    }
}
