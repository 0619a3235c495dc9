package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.bot.member.Suggestions;
import dev.gatewaysync.discord.bot.member.WrittenAddress;
import dev.gatewaysync.events.SuggestionReviewed.Decision;

/** What members are told about suggestions. */
final class SuggestionReplies {
    private SuggestionReplies() {}

    static String of(Suggestions.Decided decided, Decision decision) {
        return switch (decided) {
            case Suggestions.Decided.Done done ->
                decision == Decision.APPROVED
                        ? "Approved. The main app is told, and the card will say so."
                        : "Declined. The card will say so.";
            case Suggestions.Decided.Before before ->
                "Nothing was changed: " + (before.reviewer() == null ? "somebody" : before.reviewer()) + " has already "
                        + before.status() + " it.";
            case Suggestions.Decided.Unknown unknown -> "Nothing was changed: this suggestion is not known any more.";
        };
    }

    static final String IGNORED =
            "Pictures, uploads and links into Discord are no resources. Nothing was suggested yet:"
                    + " what should the address of the resource be?";

    /** @param place where suggestions are shown */
    static String of(Suggestions.Taken taken, String place) {
        return switch (taken) {
            case Suggestions.Taken.New made ->
                "Thank you! Your suggestion is on its way to " + place + ", where it will be decided on.";
            case Suggestions.Taken.Known known ->
                known.status().equals("approved")
                        ? "Thank you! Somebody has suggested this before, and it is approved already."
                        : "Thank you! Somebody has suggested this before; it waits in " + place + ".";
            case Suggestions.Taken.InCatalogue there ->
                "Thank you! It is in the catalogue already: " + there.name() + " in " + there.category() + ".";
            case Suggestions.Taken.NoAddress no -> "Nothing was suggested: there was no web address.";
        };
    }

    static String noAddress(String typed) {
        return (WrittenAddress.hasOtherScheme(typed)
                        ? "A resource's address begins with `https://` or `http://`, and this one does not: `"
                        : "This is no web address: `")
                + typed.replace("`", "'")
                + "`. It should look like `https://example.org/page`, without a password in it. Nothing was suggested"
                + " yet.";
    }
}
