package dev.gatewaysync.cards;

import dev.gatewaysync.language.Language;
import dev.gatewaysync.language.Texts;
import java.util.List;

/** Many events in one card: a line for each of the first, and how many more there are. */
final class CollectedCard {
    private static final Texts TEXTS = Texts.beside(CollectedCard.class);
    private static final int LINE = 300;

    private CollectedCard() {}

    /** What stands for one card among others. */
    static String line(Embed card) {
        return "• " + WebLink.masked(card.plainTitle(), LINE, card.url());
    }

    /** @param count how many there are in all */
    static Embed of(List<Embed> first, long count, CardFooter footer, Language language) {
        StringBuilder lines = new StringBuilder();
        int shown = 0;
        for (Embed card : first) {
            String line = line(card);
            if (lines.length() + line.length() > Embed.DESCRIPTION - 100) {
                break;
            }
            lines.append(line).append('\n');
            shown++;
        }
        if (count > shown) {
            lines.append(TEXTS.get(language, "and_more", count - shown));
        }
        String title = "📰 " + TEXTS.get(language, "collected.title", count);
        return Embed.of(title, Colour.BLUE, footer).description(lines.toString());
    }
}
