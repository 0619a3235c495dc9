package dev.gatewaysync.sync.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields that catalogue documents have in common. */
final class CatalogJson {
    private CatalogJson() {}

    static @Nullable String text(JsonNode object, String... names) {
        for (String name : names) {
            JsonNode value = object.path(name);
            if (value.isString() && !value.stringValue().isBlank()) {
                return value.stringValue().strip();
            }
        }
        return null;
    }

    static @Nullable Long count(JsonNode object, String... names) {
        for (String name : names) {
            JsonNode value = object.path(name);
            if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
                return value.longValue();
            }
        }
        return null;
    }

    /** Empty if the object has no name or no absolute URL: then it is no resource. */
    static Optional<CatalogResource> resource(JsonNode object, @Nullable String section) {
        String name = text(object, "name");
        String url = text(object, "url");
        if (name == null || url == null) {
            return Optional.empty();
        }
        String own = text(object, "subcategory");
        return NormalisedUrl.of(url)
                .map(key -> new CatalogResource(
                        key, name, url, text(object, "description"), own == null ? section : own, tags(object)));
    }

    private static List<String> tags(JsonNode object) {
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : object.path("tags")) {
            if (tag.isString() && !tag.stringValue().isBlank()) {
                tags.add(tag.stringValue().strip());
            }
        }
        return tags;
    }
}
