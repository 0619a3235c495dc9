package dev.gatewaysync.sync.catalog.parse;

import dev.gatewaysync.events.JsonScalars;
import dev.gatewaysync.storage.catalog.ResourceIdentity;
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

    /** As for what is sent to the front door: longer addresses are none. */
    static final int LONGEST_ADDRESS = 2_048;

    /** Of a name, a title or a tag; the rest is cut off. */
    private static final int LONGEST_NAME = 1_000;

    /** Of any text, so that what is told of an entry fits into a message and a row; the rest is cut off. */
    static final int LONGEST_TEXT = 20_000;

    private static final int MOST_TAGS = 100;

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

    static boolean saysSomething(JsonNode value) {
        return scalar(value) != null;
    }

    private static @Nullable String scalar(JsonNode value) {
        return JsonScalars.text(value)
                .map(text -> NO_TEXT.matcher(text).replaceAll("\ufffd").strip())
                .filter(text -> !text.isEmpty())
                .map(text -> cut(text, LONGEST_TEXT))
                .orElse(null);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, longest - 1))) + "…";
    }

    private static @Nullable String name(JsonNode object, String field) {
        String text = text(object, field);
        return text == null ? null : cut(text, LONGEST_NAME);
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

    /** Empty if the object has no name or no absolute URL of a length that is one: then it is no resource. */
    static Optional<CatalogResource> resource(JsonNode object, @Nullable String section) {
        String name = name(object, "name");
        String url = text(object, "url");
        if (name == null || url == null || url.length() > LONGEST_ADDRESS) {
            return Optional.empty();
        }
        String own = name(object, "subcategory");
        return ResourceIdentity.key(url)
                .map(key -> new CatalogResource(
                        key,
                        name,
                        url,
                        text(object, "description"),
                        own != null ? own : section == null ? null : cut(section, LONGEST_NAME),
                        tags(object)));
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
            if (text != null && tags.size() < MOST_TAGS) {
                tags.add(cut(text, LONGEST_NAME));
            }
        }
        return tags;
    }
}
