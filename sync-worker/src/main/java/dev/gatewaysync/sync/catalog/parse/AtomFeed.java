package dev.gatewaysync.sync.catalog.parse;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.sync.catalog.fetch.XmlElement;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Atom (RFC 4287). Its elements may all have the prefix that the root has.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4287">RFC 4287</a>
 */
final class AtomFeed {
    private final String prefix;

    private AtomFeed(String prefix) {
        this.prefix = prefix;
    }

    static JsonNode read(XmlElement root, URI address) {
        return new AtomFeed(root.prefix()).feed(root, address);
    }

    private ObjectNode feed(XmlElement root, URI address) {
        URI base = Addresses.base(root.attribute("xml:base"), address);
        ObjectNode feed = EventJson.mapper().createObjectNode();
        var list = feed.putArray("items");
        for (XmlElement entry : root.children(prefix + "entry")) {
            list.add(entry(entry, base));
        }
        return feed;
    }

    private ObjectNode entry(XmlElement entry, URI outer) {
        URI base = Addresses.base(entry.attribute("xml:base"), outer);
        String summary = text(entry, "summary").orElse(null);
        List<String> categories = entry.children(prefix + "category").stream()
                .flatMap(category -> category.attribute("label").or(() -> category.attribute("term")).stream())
                .map(HtmlText::of)
                .distinct()
                .toList();
        return new FeedItem()
                .name(
                        text(entry, "title").orElse(null),
                        summary != null ? summary : text(entry, "content").orElse(null))
                .put("url", link(entry, base))
                .put("description", summary)
                .list("tags", categories)
                .list("categories", categories)
                .without("category")
                .put("id", plain(entry, "id").orElse(null))
                .put(
                        "published",
                        plain(entry, "published")
                                .or(() -> plain(entry, "issued"))
                                .orElse(null))
                .put(
                        "updated",
                        plain(entry, "updated")
                                .or(() -> plain(entry, "modified"))
                                .orElse(null))
                .rest(entry)
                .fields();
    }

    /** The alternate, as HTML where there are several; without one an id that is an address, or what is enclosed. */
    private @Nullable String link(XmlElement entry, URI base) {
        List<XmlElement> alternates = links(entry, "alternate").toList();
        Optional<XmlElement> page = alternates.stream()
                .filter(link -> link.attribute("type").orElse("text/html").contains("html"))
                .findFirst()
                .or(() -> alternates.stream().findFirst());
        Optional<String> found = page.map(link -> absolute(link, base));
        return found.or(() -> plain(entry, "id").filter(id -> id.startsWith("http")))
                .or(() -> links(entry, "enclosure").findFirst().map(link -> absolute(link, base)))
                .orElse(null);
    }

    private static String absolute(XmlElement link, URI outer) {
        String address = link.attribute("href").orElse("");
        URI base = Addresses.base(link.attribute("xml:base"), outer);
        return Addresses.absolute(address, base).orElse(address);
    }

    private Stream<XmlElement> links(XmlElement element, String relation) {
        return element.children(prefix + "link").stream()
                .filter(link -> link.attribute("href").isPresent()
                        && link.attribute("rel").orElse("alternate").equals(relation));
    }

    /** A text construct as plain text: what is HTML says so, and so does XHTML, whose elements stand in it. */
    private Optional<String> text(XmlElement element, String child) {
        return element.child(prefix + child)
                .map(found -> found.attribute("type")
                                .orElse("text")
                                .toLowerCase(Locale.ROOT)
                                .contains("html")
                        ? HtmlText.of(found.wholeText())
                        : found.wholeText())
                .filter(text -> !text.isBlank());
    }

    private Optional<String> plain(XmlElement element, String child) {
        return element.child(prefix + child).map(XmlElement::wholeText).filter(text -> !text.isEmpty());
    }
}
