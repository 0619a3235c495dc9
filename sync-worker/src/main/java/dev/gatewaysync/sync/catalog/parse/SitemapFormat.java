package dev.gatewaysync.sync.catalog.parse;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.sync.catalog.fetch.DocumentFormat;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.catalog.fetch.XmlDecoder;
import dev.gatewaysync.sync.catalog.fetch.XmlElement;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sitemaps. A set of addresses becomes {@code {items}}, an index of sitemaps {@code {sitemaps}}. Each item has {@code url}, a
 * {@code name} made of the last part of its path, a {@code category} made of the first part if there is more than one, all
 * parts as {@code path}, and what else the sitemap says of it ({@code lastmod}, {@code priority}, …) under its own names.
 *
 * @see <a href="https://www.sitemaps.org/protocol.html">Sitemaps</a>
 */
public final class SitemapFormat implements DocumentFormat {
    /** Where an index's list is. */
    static final String SITEMAPS = "sitemaps";

    private static final Pattern ENDING = Pattern.compile("(?i)\\.(?:html?|php|aspx?|jsp)$");
    private static final Pattern SEPARATORS = Pattern.compile("[-_+\\s]+");

    @Override
    public String accept() {
        return "application/xml, text/xml;q=0.9, */*;q=0.1";
    }

    @Override
    public JsonNode read(byte[] body, @Nullable String contentType, URI address) throws UnreadableDocument {
        XmlElement root = XmlDecoder.xml(body, contentType, "a sitemap");
        ObjectNode document = EventJson.mapper().createObjectNode();
        var items = document.putArray("items");
        switch (root.localName()) {
            case "urlset" -> {
                for (XmlElement entry : root.children(root.prefix() + "url")) {
                    items.add(item(entry, root.prefix() + "loc", address));
                }
            }
            case "sitemapindex" -> {
                var sitemaps = document.putArray(SITEMAPS);
                root.children(root.prefix() + "sitemap").stream()
                        .flatMap(entry -> entry.child(root.prefix() + "loc").stream())
                        .map(XmlElement::text)
                        .filter(location -> !location.isEmpty())
                        .forEach(sitemaps::add);
            }
            case "rss", "feed", "RDF" ->
                throw UnreadableDocument.because("is a feed, no sitemap: set catalogue.format to feed");
            default ->
                throw UnreadableDocument.because(
                        "is no sitemap, but XML with the root <" + FeedItem.shortened(root.name()) + ">");
        }
        return document;
    }

    private static ObjectNode item(XmlElement entry, String loc, URI address) {
        String location = entry.child(loc).map(XmlElement::text).orElse("");
        String url = Addresses.absolute(location, address).orElse(location);
        List<String> path = path(url);
        return new FeedItem()
                .name(
                        path.isEmpty()
                                ? host(url)
                                : words(ENDING.matcher(path.getLast()).replaceFirst("")),
                        host(url))
                .put("url", url)
                .put("category", path.size() > 1 ? words(path.getFirst()) : null)
                .list("path", path)
                .rest(entry)
                .fields();
    }

    private static List<String> path(String url) {
        List<String> parts = new ArrayList<>();
        int from = url.indexOf('/', url.indexOf("://") + 3);
        if (from > 0) {
            for (String part : url.substring(from).replaceFirst("[?#].*", "").split("/")) {
                if (!part.isEmpty()) {
                    parts.add(decoded(part));
                }
            }
        }
        return parts;
    }

    private static String host(String url) {
        return Optional.of(url)
                .filter(address -> address.contains("://"))
                .map(address -> address.replaceFirst("^.*?://", "").replaceFirst("[/?#].*", ""))
                .orElse(url);
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }

    private static String words(String part) {
        String words = SEPARATORS.matcher(part).replaceAll(" ").strip();
        return words.isEmpty() ? part : words;
    }
}
