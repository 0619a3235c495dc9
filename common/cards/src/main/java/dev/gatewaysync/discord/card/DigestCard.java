package dev.gatewaysync.discord.card;

import dev.gatewaysync.events.ResourceAdded;
import java.util.List;
import java.util.stream.Collectors;

/** One card for a whole batch of new resources. */
final class DigestCard {
    /** How many names are spelled out. */
    static final int SHOWN = 10;

    private DigestCard() {}

    static Embed of(String category, List<ResourceAdded> first, long count, Signature signature) {
        String names = first.stream()
                .limit(SHOWN)
                // Ten lines of this size stay under the limit of a description, so no link is cut in two.
                .map(resource -> "• " + WebLink.masked(resource.name(), 100, shortened(resource)))
                .collect(Collectors.joining("\n"));
        long more = count - Math.min(first.size(), SHOWN);
        return Embed.of(
                        "✨ " + Numbers.grouped(count) + " new resources in " + UserText.escapedLine(category, 180),
                        Colour.GREEN,
                        signature)
                .description(more > 0 ? names + "\nand " + Numbers.grouped(more) + " more" : names);
    }

    private static @org.jspecify.annotations.Nullable String shortened(ResourceAdded resource) {
        String url = resource.url();
        return url == null || url.length() > 250 ? null : url;
    }
}
