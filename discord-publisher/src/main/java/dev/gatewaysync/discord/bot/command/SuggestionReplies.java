package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.cards.ResourceCards;
import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.discord.bot.member.Suggestions;
import dev.gatewaysync.discord.bot.member.WrittenAddress;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.events.SuggestionReviewed.Decision;
import org.springframework.stereotype.Component;

/** What members are told about suggestions. */
@Component
final class SuggestionReplies {
    private static final int LONGEST = 200;

    private final ChannelDirectory directory;
    private final ResourceCards cards;

    SuggestionReplies(ChannelDirectory directory, ResourceCards cards) {
        this.directory = directory;
        this.cards = cards;
    }

    static String of(Suggestions.Decided decided, Decision decision, ReplyTexts texts) {
        return switch (decided) {
            case Suggestions.Decided.Done done ->
                texts.get(decision == Decision.APPROVED ? "suggestion.approved" : "suggestion.declined");
            case Suggestions.Decided.Before before ->
                texts.get(
                        "suggestion.before",
                        before.reviewer() == null
                                ? texts.get("suggestion.somebody")
                                : ResourceCards.asTyped(before.reviewer(), LONGEST),
                        before.status().equals("approved") ? 0 : 1);
            case Suggestions.Decided.Unknown unknown -> texts.get("suggestion.unknown");
        };
    }

    /** What is in the catalogue already is shown. */
    Object of(Suggestions.Taken taken, ReplyTexts texts) {
        return taken instanceof Suggestions.Taken.InCatalogue there
                ? cards.resource(there.entry(), inWords(taken, texts), texts.language())
                : inWords(taken, texts);
    }

    /** In one sentence. */
    String inWords(Suggestions.Taken taken, ReplyTexts texts) {
        return switch (taken) {
            case Suggestions.Taken.New made -> texts.get("suggestion.new", place());
            case Suggestions.Taken.Known known ->
                known.status().equals("approved")
                        ? texts.get("suggestion.known_approved")
                        : texts.get("suggestion.known_open", place());
            case Suggestions.Taken.InCatalogue there ->
                texts.get(
                        "suggestion.in_catalogue",
                        ResourceCards.asTyped(there.entry().name(), LONGEST),
                        ResourceCards.asTyped(there.entry().category(), LONGEST));
            case Suggestions.Taken.NoAddress no -> texts.get("suggestion.no_address");
        };
    }

    static String noAddress(String typed, ReplyTexts texts) {
        return texts.get(
                WrittenAddress.hasOtherScheme(typed) ? "suggestion.other_scheme" : "suggestion.no_web_address",
                typed.replace("`", "'"));
    }

    /** Where suggestions are shown: a mention that Discord makes a link of, whatever the channel is called. */
    private String place() {
        return directory.destination(Targets.SUGGESTIONS) instanceof Destination.Channel channel
                ? "<#" + channel.id() + ">"
                : "#showcase-your-finds";
    }
}
