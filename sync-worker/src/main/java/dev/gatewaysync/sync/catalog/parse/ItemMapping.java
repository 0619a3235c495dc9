package dev.gatewaysync.sync.catalog.parse;

import dev.gatewaysync.config.CatalogueDefinition;
import dev.gatewaysync.config.expression.Expression;
import dev.gatewaysync.config.expression.ExpressionException;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.sync.catalog.parse.ItemPage.Entry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes resources of a page's items: as {@code catalogue.map} says, else from the fields of the names that catalogues
 * commonly have. An item that an expression fails on is unusable, and the others are not.
 */
final class ItemMapping {
    /** By which names a field goes, where the map does not say; the first that says something is taken. */
    private static final List<String> NAMES = List.of("name", "title");

    private static final List<String> LINKS = List.of("url", "link", "permalink", "href");
    private static final List<String> CATEGORIES = List.of("category");
    private static final List<String> DESCRIPTIONS = List.of("description", "summary");
    private static final List<String> TAGS = List.of("tags");

    private final CatalogueDefinition definition;
    private final List<Entry> entries = new ArrayList<>();
    private final List<UnusableEntry> unusable = new ArrayList<>();
    private final List<UnusableEntry> failed = new ArrayList<>();
    private @Nullable String failure;
    private boolean failedNow;

    ItemMapping(CatalogueDefinition definition) {
        this.definition = definition;
    }

    /** @param base what the item's address is relative to, if it is */
    void read(JsonNode item, URI base) {
        failedNow = false;
        ObjectNode fields = EventJson.mapper().createObjectNode();
        fields.set("name", first(value("name", definition.name(), item, NAMES)));
        fields.set("url", first(value("url", definition.link(), item, LINKS)));
        fields.set("description", first(value("description", definition.description(), item, DESCRIPTIONS)));
        fields.set("tags", value("tags", definition.tags(), item, TAGS));
        String category = CatalogJson.text(
                fields.objectNode().set("is", first(value("category", definition.category(), item, CATEGORIES))), "is");
        String address = CatalogJson.text(fields, "url");
        if (address != null && Addresses.isRelative(address)) {
            Addresses.absolute(address, base).ifPresent(absolute -> fields.put("url", absolute));
        }
        Optional<CatalogResource> resource = CatalogJson.resource(fields, null);
        if (failedNow) {
            failed.add(CatalogJson.unusable(fields));
        } else if (resource.isPresent()
                && (category == null || CategorySlug.of(category).length() <= IndexParser.LONGEST_ID)) {
            entries.add(new Entry(category, resource.get()));
        } else {
            unusable.add(CatalogJson.unusable(fields));
        }
    }

    List<Entry> entries() {
        return entries;
    }

    List<UnusableEntry> unusable() {
        return unusable;
    }

    /** Items that an expression failed on. */
    List<UnusableEntry> failed() {
        return failed;
    }

    /** How the first one did. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    private JsonNode value(String key, @Nullable Expression expression, JsonNode item, List<String> names) {
        if (expression == null) {
            return names.stream()
                    .map(item::path)
                    .filter(value -> CatalogJson.saysSomething(first(value)))
                    .findFirst()
                    .orElse(MissingNode.getInstance());
        }
        try {
            return expression.of(item);
        } catch (ExpressionException e) {
            failedNow = true;
            failure = failure == null ? "catalogue.map." + key + " " + e.reason() : failure;
            return MissingNode.getInstance();
        }
    }

    private static JsonNode first(JsonNode value) {
        return value instanceof ArrayNode list ? list.path(0) : value;
    }
}
