package dev.gatewaysync.sync.catalog;

import dev.gatewaysync.events.JsonScalars;
import dev.gatewaysync.storage.ResourceIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields that catalogue documents have in common. */
final class CatalogJson {
    /** PostgreSQL stores no NUL, and half a surrogate pair is no character. */
    private static final Pattern NO_TEXT = Pattern.compile("\\x00|[\\ud800-\\udfff]");

    private CatalogJson() {}

    /** The first of these fields that says something; a number says its digits. */
    static @Nullable String text(JsonNode object, String... names) {
        for (String name : names) {
            String text = scalar(object.path(name));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static @Nullable String scalar(JsonNode value) {
        return JsonScalars.text(value)
                .map(text -> NO_TEXT.matcher(text).replaceAll("\ufffd").strip())
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    static @Nullable Long count(JsonNode object, String... names) {
        for (String name : names) {
            Optional<Long> count = JsonScalars.count(object.path(name));
            if (count.isPresent()) {
                return count.get();
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
        return ResourceIdentity.key(url)
                .map(key -> new CatalogResource(
                        key, name, url, text(object, "description"), own == null ? section : own, tags(object)));
    }

    /** What the object says of a resource, though it is none. */
    static UnusableEntry unusable(JsonNode object) {
        return new UnusableEntry(text(object, "name"), text(object, "url"));
    }

    /** A list of tags, or a single one. */
    private static List<String> tags(JsonNode object) {
        JsonNode value = object.path("tags");
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : value.isArray() ? value : List.of(value)) {
            String text = scalar(tag);
            if (text != null) {
                tags.add(text);
            }
        }
        return tags;
    }
}
