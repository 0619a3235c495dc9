package dev.gatewaysync.sync.catalog.parse;

import dev.gatewaysync.sync.catalog.fetch.DocumentFormat;
import dev.gatewaysync.sync.catalog.fetch.JsonDecoder;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.catalog.fetch.XmlDecoder;
import dev.gatewaysync.sync.catalog.fetch.XmlElement;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Feeds, told by what they hold and never by their name or type: RSS (2.0 and what came before it), Atom, JSON Feed. The
 * document becomes {@code {items}}; each item has {@code name}, {@code url}, {@code description} as plain
 * text, {@code tags} and the same as {@code categories}, none of which is the {@code category}, for their order says nothing, and
 * whatever else its entry says under the entry's own names.
 */
public final class FeedFormat implements DocumentFormat {
    private static final String EXPECTED = "a feed";

    @Override
    public String accept() {
        return "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
                + "text/xml;q=0.9, application/json;q=0.9, */*;q=0.1";
    }

    @Override
    public JsonNode read(byte[] body, @Nullable String contentType, URI address) throws UnreadableDocument {
        if (!XmlDecoder.looksLikeXml(body, contentType)) {
            return JsonFeed.read(JsonDecoder.json(body, contentType), address);
        }
        XmlElement root = XmlDecoder.xml(body, contentType, EXPECTED);
        return switch (root.localName().toLowerCase(Locale.ROOT)) {
            case "rss", "rdf" -> RssFeed.read(root, address);
            case "feed" -> AtomFeed.read(root, address);
            case "urlset", "sitemapindex" ->
                throw UnreadableDocument.because("is a sitemap, no feed: set catalogue.format to sitemap");
            default ->
                throw UnreadableDocument.because(
                        "is no feed, but XML with the root <" + FeedItem.shortened(root.name()) + ">");
        };
    }
}
