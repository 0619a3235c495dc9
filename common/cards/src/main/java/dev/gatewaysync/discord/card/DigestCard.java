package dev.gatewaysync.discord.card;

import dev.gatewaysync.events.ResourceAdded;
import java.util.ArrayList;
import java.util.List;

/** One card for a whole batch of new resources. */
final class DigestCard {
    /** How many names are spelled out. */
    static final int SHOWN = 10;
    /** Of a description, less a last line, so that no link is cut in two. */
    private static final int ROOM = Embed.DESCRIPTION - 60;

    private DigestCard() {}

    static Embed of(String category, List<ResourceAdded> first, long count, CardFooter cardFooter) {
        List<String> names = new ArrayList<>();
        int length = 0;
        for (ResourceAdded resource : first.subList(0, Math.min(first.size(), SHOWN))) {
            String name = "• " + WebLink.masked(resource.name(), 100, shortened(resource));
            length += name.length() + 1;
            if (length > ROOM) {
                break;
            }
            names.add(name);
        }
        long more = count - names.size();
        String lines = String.join("\n", names);
        return Embed.of(
                        "✨ " + Numbers.grouped(count) + " new resources in " + UserText.escapedLine(category, 180),
                        Colour.GREEN,
                        cardFooter)
                .description(more > 0 ? lines + "\nand " + Numbers.grouped(more) + " more" : lines);
    }

    private static @org.jspecify.annotations.Nullable String shortened(ResourceAdded resource) {
        String url = resource.url();
        return url == null || url.length() > 250 ? null : url;
    }
}
