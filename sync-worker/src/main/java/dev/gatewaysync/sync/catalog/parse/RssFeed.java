package dev.gatewaysync.sync.catalog.parse;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.catalog.fetch.XmlElement;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * RSS 2.0 and its forerunners, whose items may stand beside the channel (RSS 1.0).
 *
 * @see <a href="https://www.rssboard.org/rss-specification">RSS 2.0</a>
 */
final class RssFeed {
    private RssFeed() {}

    static JsonNode read(XmlElement root, URI address) throws UnreadableDocument {
        Optional<XmlElement> channel = root.child("channel");
        List<XmlElement> items = new ArrayList<>(root.children("item"));
        channel.ifPresent(inside -> items.addAll(inside.children("item")));
        if (channel.isEmpty() && items.isEmpty()) {
            throw UnreadableDocument.because("is RSS without a channel");
        }
        XmlElement head = channel.orElse(root);
        URI base = Addresses.base(root.attribute("xml:base"), address);
        base = Addresses.base(head.attribute("xml:base").or(() -> text(head, "link")), base);
        ObjectNode feed = EventJson.mapper().createObjectNode();
        var list = feed.putArray("items");
        for (XmlElement item : items) {
            list.add(item(item, base));
        }
        return feed;
    }

    private static ObjectNode item(XmlElement item, URI channel) {
        URI base = Addresses.base(item.attribute("xml:base"), channel);
        String summary = text(item, "description")
                .or(() -> text(item, "itunes:summary"))
                .map(HtmlText::of)
                .orElse(null);
        List<String> categories = item.children("category").stream()
                .map(category -> HtmlText.of(category.text()))
                .distinct()
                .toList();
        return new FeedItem()
                .name(text(item, "title").map(HtmlText::of).orElse(null), summary)
                .put("url", link(item, base))
                .put("description", summary)
                .list("tags", categories)
                .list("categories", categories)
                .without("category")
                .put("id", text(item, "guid").orElse(null))
                .put(
                        "published",
                        text(item, "pubDate").or(() -> text(item, "dc:date")).orElse(null))
                .rest(item)
                .fields();
    }

    /** The link; without one the guid, which is an address unless it says otherwise; a podcast may have but its file. */
    private static @Nullable String link(XmlElement item, URI base) {
        Optional<String> link = text(item, "link");
        if (link.isPresent()) {
            return Addresses.absolute(link.get(), base).orElse(link.get());
        }
        Optional<String> guid = item.child("guid")
                .filter(id -> !id.attribute("isPermaLink")
                        .filter("false"::equalsIgnoreCase)
                        .isPresent())
                .map(XmlElement::text)
                .filter(id -> id.startsWith("http"));
        return guid.or(() -> item.child("enclosure").flatMap(file -> file.attribute("url")))
                .map(address -> Addresses.absolute(address, base).orElse(address))
                .orElse(null);
    }

    private static Optional<String> text(XmlElement element, String child) {
        return element.children(child).stream()
                .map(XmlElement::wholeText)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }
}
