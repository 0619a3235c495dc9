package dev.gatewaysync.sync.catalog.parse;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Feed 1.1.
 *
 * @see <a href="https://www.jsonfeed.org/version/1.1/">JSON Feed 1.1</a>
 */
final class JsonFeed {
    private JsonFeed() {}

    static JsonNode read(JsonNode document, URI address) throws UnreadableDocument {
        if (!document.path("items").isArray()) {
            throw UnreadableDocument.because("is no feed: JSON without items");
        }
        URI base = Addresses.base(Optional.ofNullable(CatalogJson.text(document, "home_page_url")), address);
        ObjectNode feed = EventJson.mapper().createObjectNode();
        var list = feed.putArray("items");
        for (JsonNode item : document.path("items")) {
            list.add(item(item, base));
        }
        return feed;
    }

    private static ObjectNode item(JsonNode item, URI base) {
        String html = CatalogJson.text(item, "content_html");
        String words = CatalogJson.text(item, "summary", "content_text");
        List<String> tags = new ArrayList<>();
        item.path("tags").forEach(tag -> tags.add(tag.asString("")));
        Map<String, JsonNode> rest = new LinkedHashMap<>();
        item.properties().forEach(field -> rest.put(field.getKey(), field.getValue()));
        return new FeedItem()
                .name(CatalogJson.text(item, "title"), words == null && html != null ? HtmlText.of(html) : words)
                .put("url", link(item, base))
                .put("description", CatalogJson.text(item, "summary"))
                .list("tags", tags)
                .list("categories", tags)
                .without("category")
                .rest(rest)
                .fields();
    }

    private static @Nullable String link(JsonNode item, URI base) {
        String link = CatalogJson.text(item, "url", "external_url");
        String id = CatalogJson.text(item, "id");
        if (link == null && id != null && id.startsWith("http")) {
            link = id;
        }
        if (link == null) {
            link = CatalogJson.text(item.path("attachments").path(0), "url");
        }
        return link == null ? null : Addresses.absolute(link, base).orElse(link);
    }
}
