package dev.gatewaysync.cards;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.language.Texts;
import dev.gatewaysync.storage.catalog.CatalogEntries.Entry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The cards with which members are shown resources of the catalogue. */
public final class ResourceCards {
    private static final Texts TEXTS = Texts.beside(ResourceCards.class);
    private static final int NAME = 200;
    private static final int LONG_TEXT = 1500;
    private static final int MOST_TAGS = 15;
    private static final int LONGEST_ADDRESS_OF_BUTTON = 512;
    /** JDA's, which sends these cards; Discord's is a little more. */
    private static final int LONGEST_ADDRESS_OF_TITLE = 2000;

    private static final int ACTION_ROW = 1;
    private static final int BUTTON = 2;
    private static final int LINK = 5;

    private final String appName;

    /** @param appName shown in every footer */
    public ResourceCards(String appName) {
        this.appName = appName;
    }

    /** @param before what is said above it; null for nothing */
    public Message resource(Entry entry, @Nullable String before, Language language) {
        Embed embed = Embed.of("✨ " + UserText.escapedLine(entry.name(), NAME), Colour.GREEN, footer())
                .description(described(entry, before))
                .url(ofTitle(entry))
                .markdownField("📂 " + TEXTS.get(language, "resource.category"), category(entry), true)
                .field("🔖 " + TEXTS.get(language, "resource.section"), UserText.line(entry.section()))
                .markdownField("🏷️ " + TEXTS.get(language, "resource.tags"), tags(entry), true);
        return Message.of(embed).with(button(entry, language));
    }

    /**
     * Several of them, each with its link, as many as have room.
     *
     * @param title and said: safe markdown
     */
    public Message several(String title, @Nullable String said, List<Entry> entries) {
        int room = Embed.DESCRIPTION - (said == null ? 0 : said.length() + 2);
        StringBuilder whole = new StringBuilder();
        for (Entry entry : entries) {
            String line = "• " + WebLink.masked(entry.name(), NAME, entry.url()) + " · "
                    + UserText.escapedLine(entry.category(), 100);
            if (whole.length() + line.length() + 1 > room) {
                break;
            }
            whole.append(whole.isEmpty() ? "" : "\n").append(line);
        }
        String lines = whole.toString();
        return Message.of(Embed.of(title, Colour.BLUE, footer())
                .description(Optional.ofNullable(said)
                        .map(text -> lines.isEmpty() ? text : text + "\n\n" + lines)
                        .orElse(lines)));
    }

    /** Somebody else's text, so that a sentence of ours shows it as it was typed and nobody is pinged. */
    public static String asTyped(String text, int most) {
        return UserText.escapedLine(text, most);
    }

    private CardFooter footer() {
        return new CardFooter(appName, null);
    }

    private static @Nullable String ofTitle(Entry entry) {
        boolean isLong = WebLink.of(entry.url())
                .filter(link -> link.length() > LONGEST_ADDRESS_OF_TITLE)
                .isPresent();
        return isLong ? null : entry.url();
    }

    private static String described(Entry entry, @Nullable String before) {
        String description = UserText.escaped(entry.description(), LONG_TEXT);
        return before == null ? description : before + (description.isEmpty() ? "" : "\n\n" + description);
    }

    private static String category(Entry entry) {
        String emoji = Emoji.orNothing(entry.emoji());
        return (emoji.isEmpty() ? "" : emoji + " ") + UserText.escapedLine(entry.category(), 200);
    }

    private static String tags(Entry entry) {
        return entry.tags().stream()
                .map(tag -> UserText.escapedLine(tag, 50))
                .filter(tag -> !tag.isEmpty())
                .limit(MOST_TAGS)
                .collect(Collectors.joining(", "));
    }

    private static @Nullable ArrayNode button(Entry entry, Language language) {
        Optional<String> address = WebLink.of(entry.url()).filter(link -> link.length() <= LONGEST_ADDRESS_OF_BUTTON);
        if (address.isEmpty()) {
            return null;
        }
        ArrayNode rows = EventJson.mapper().createArrayNode();
        ObjectNode row = rows.addObject().put("type", ACTION_ROW);
        row.putArray("components")
                .addObject()
                .put("type", BUTTON)
                .put("style", LINK)
                .put("label", TEXTS.get(language, "resource.open"))
                .put("url", address.get());
        return rows;
    }
}
