package dev.gatewaysync.sync.catalog.parse;

import dev.gatewaysync.config.CatalogueDefinition;
import dev.gatewaysync.config.expression.Expression;
import dev.gatewaysync.config.expression.ExpressionException;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.JsonScalars;
import dev.gatewaysync.sync.catalog.fetch.DocumentFormat;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One document of a catalogue that {@code gateway.yml} describes.
 *
 * @param unusable entries meant to be resources that are none
 * @param failed items that an expression of the map failed on
 * @param failure how it did; null if none did
 * @param next what {@code catalogue.next} gave; null at the end
 * @param sitemaps addresses of further documents, of an index of sitemaps
 */
public record ItemPage(
        List<Entry> entries,
        List<UnusableEntry> unusable,
        List<UnusableEntry> failed,
        @Nullable String failure,
        @Nullable String next,
        List<String> sitemaps) {
    private static final int NAMED_FIELDS = 12;
    private static final Pattern PATH = Pattern.compile("body(?:\\.[A-Za-z_]\\w*)*");

    /** @param category as the item calls it; null if it names none */
    public record Entry(@Nullable String category, CatalogResource resource) {}

    /** How documents of this catalogue are read. */
    public static DocumentFormat format(CatalogueDefinition definition) {
        return switch (definition.format()) {
            case JSON -> DocumentFormat.JSON;
            case FEED -> new FeedFormat();
            case SITEMAP -> new SitemapFormat();
        };
    }

    /**
     * @param number of the page, from 1
     * @param address where it came from
     * @throws UnreadableDocument if it has no list of items, or none of them is a resource; the reason names the key of
     *     {@code gateway.yml} that finds nothing
     */
    public static ItemPage read(CatalogueDefinition definition, JsonNode body, int number, URI address)
            throws UnreadableDocument {
        ObjectNode input = EventJson.mapper().createObjectNode().put("page", number);
        input.set("body", body);
        List<String> sitemaps = new ArrayList<>();
        body.path(SitemapFormat.SITEMAPS).forEach(sitemap -> sitemaps.add(sitemap.asString("")));
        boolean isIndex = definition.format() == CatalogueDefinition.Format.SITEMAP && !sitemaps.isEmpty();
        ItemMapping mapping = new ItemMapping(definition);
        if (!isIndex) {
            Iterable<JsonNode> items = items(definition, input);
            items.forEach(item -> mapping.read(item, address));
            requireUsable(mapping);
        }
        return new ItemPage(
                List.copyOf(mapping.entries()),
                List.copyOf(mapping.unusable()),
                List.copyOf(mapping.failed()),
                mapping.failure().orElse(null),
                next(definition, input),
                isIndex ? sitemaps : List.of());
    }

    private static void requireUsable(ItemMapping mapping) throws UnreadableDocument {
        if (mapping.entries().isEmpty()
                && mapping.unusable().size() + mapping.failed().size() > 0) {
            throw UnreadableDocument.because(mapping.failure()
                    .orElseGet(() -> "none of its " + mapping.unusable().size()
                            + " items has a name and an absolute url (catalogue.map): "
                            + UnusableEntry.describe(mapping.unusable())));
        }
    }

    private static Iterable<JsonNode> items(CatalogueDefinition definition, ObjectNode input)
            throws UnreadableDocument {
        JsonNode body = input.path("body");
        JsonNode items = definition.items() != null
                ? value("catalogue.items", definition.items(), input)
                : definition.format() == CatalogueDefinition.Format.JSON ? body : body.path("items");
        if (items.isArray()) {
            return items;
        }
        if (items.isObject() && definition.items() != null) {
            return List.of(items);
        }
        String found = definition.items() == null
                ? "is no list itself, so catalogue.items must say where the list is"
                : "has no list where catalogue.items says";
        throw UnreadableDocument.because(found + "; " + described(body));
    }

    private static String described(JsonNode body) {
        if (!body.isObject()) {
            return body.isArray() ? "it is a list" : "it is a mere value";
        }
        List<String> names = body.propertyNames().stream()
                .limit(NAMED_FIELDS)
                .map(FeedItem::shortened)
                .toList();
        return names.isEmpty() ? "it is empty" : "it has " + String.join(", ", names);
    }

    /**
     * What a mere path through objects leads to. The language says the same, but makes a copy of the whole page for it, for which
     * its bounds are too narrow.
     */
    private static JsonNode along(String expression, JsonNode input) {
        JsonNode node = PATH.matcher(expression).matches() ? input : MissingNode.getInstance();
        for (String field : expression.split("\\.")) {
            node = node.isObject() ? node.path(field) : MissingNode.getInstance();
        }
        return node;
    }

    private static @Nullable String next(CatalogueDefinition definition, ObjectNode input) throws UnreadableDocument {
        if (definition.next() == null) {
            return null;
        }
        JsonNode next = value("catalogue.next", definition.next(), input);
        if (next.isMissingNode() || next.isNull() || next.isBoolean() && !next.booleanValue()) {
            return null;
        }
        Optional<String> text = JsonScalars.text(next).map(String::strip);
        if (text.isEmpty() || next.isBoolean()) {
            throw UnreadableDocument.because("catalogue.next gives no page number, cursor or address, but "
                    + (next.isBoolean() ? "true" : next.getNodeType().name().toLowerCase(java.util.Locale.ROOT)));
        }
        return text.get().isEmpty() ? null : text.get();
    }

    private static JsonNode value(String key, Expression expression, JsonNode input) throws UnreadableDocument {
        try {
            JsonNode direct = along(expression.source().strip(), input);
            return direct.isMissingNode() ? expression.of(input) : direct;
        } catch (ExpressionException e) {
            throw UnreadableDocument.because(key + " " + e.reason());
        }
    }
}
