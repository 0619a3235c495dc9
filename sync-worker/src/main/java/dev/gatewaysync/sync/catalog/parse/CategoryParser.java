package dev.gatewaysync.sync.catalog.parse;

import dev.gatewaysync.storage.catalog.NormalizedUrl;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds the resources of a category file: every object with a name and an absolute URL in an array of a section, whatever
 * the array is called and however deep sections are nested. A resource that stands twice counts once, as it stands first.
 */
public final class CategoryParser {
    /** Lists of a resource's own, which say nothing of a section when they are empty. */
    private static final Set<String> OF_A_RESOURCE =
            Set.of("tags", "keywords", "labels", "features", "alternatives", "screenshots", "images", "languages");
    /** What resources are called in files that name their only list after them. */
    private static final Set<String> OF_A_CATEGORY = Set.of(
            "resources",
            "tools",
            "platforms",
            "engines",
            "items",
            "entries",
            "links",
            "sites",
            "websites",
            "apps",
            "services",
            "groups",
            "subcategories");

    private static final Set<String> OF_AN_ERROR = Set.of("error", "errors", "message", "statusCode", "detail");

    private final Map<String, CatalogResource> resources = new LinkedHashMap<>();
    private final List<UnusableEntry> unusable = new ArrayList<>();
    private int foreign;
    private int emptySections;

    private CategoryParser() {}

    /** @param unusable entries that were meant to be resources and are none */
    public record Entries(List<CatalogResource> resources, List<UnusableEntry> unusable) {}

    /**
     * A file whose sections are empty has no resources, in whatever form they are empty. A file with objects none of which
     * is a resource, without sections and resources, or with mere values in their place is something else.
     *
     * @throws UnreadableDocument if this is no category file
     */
    public static Entries read(JsonNode document) throws UnreadableDocument {
        CategoryParser file = new CategoryParser();
        JsonNode sections = document.isObject() ? document.path("sections") : document;
        if (sections.isContainer()) {
            file.readSections(sections, document.isObject());
            if (!sections.isEmpty() && !holdsContainers(sections)) {
                throw UnreadableDocument.because("has no sections");
            }
        } else {
            for (JsonNode child : document) {
                if (child.isArray()) {
                    file.readSections(child, false);
                }
            }
            if (!file.hasFoundAnything() && !isEmptyList(document)) {
                throw UnreadableDocument.because("has no sections");
            }
        }
        if (file.resources.isEmpty() && file.foreign + file.unusable.size() > 0) {
            throw UnreadableDocument.because("has no object with a name and an absolute url"
                    + (file.unusable.isEmpty() ? "" : ": " + UnusableEntry.describe(file.unusable)));
        }
        return new Entries(List.copyOf(file.resources.values()), List.copyOf(file.unusable));
    }

    private boolean hasFoundAnything() {
        return resources.size() + unusable.size() + foreign + emptySections > 0;
    }

    /** @param named whether the document calls them sections, so that a mere title is one */
    private void readSections(JsonNode sections, boolean named) {
        List<JsonNode> objects = new ArrayList<>();
        for (JsonNode section : sections) {
            if (isResource(section) || !holdsObjects(section)) {
                if (section.isObject() && !(named && isMereTitle(section))) {
                    objects.add(section);
                }
            } else {
                readSection(section, title(section, null));
            }
        }
        readEntries(objects, null);
    }

    private void readSection(JsonNode section, @Nullable String title) {
        for (JsonNode child : section) {
            if (child.isArray()) {
                readArray(child, title);
            } else if (child.isObject() && holdsObjects(child)) {
                readSection(child, title(child, title));
            }
        }
        if (section.isArray()) {
            readArray(section, title);
        }
    }

    private void readArray(JsonNode array, @Nullable String title) {
        List<JsonNode> objects = new ArrayList<>();
        for (JsonNode element : array) {
            if (element.isObject() && (isResource(element) || !holdsObjects(element))) {
                objects.add(element);
            } else if (element.isObject()) {
                readSection(element, title(element, title));
            }
        }
        readEntries(objects, title);
    }

    /** Objects that stand side by side and hold no other objects, or are resources. */
    private void readEntries(List<JsonNode> objects, @Nullable String section) {
        boolean amongResources = objects.stream().anyMatch(CategoryParser::isResource);
        for (JsonNode object : objects) {
            Optional<CatalogResource> resource = CatalogJson.resource(object, section);
            if (resource.isPresent()) {
                resources.putIfAbsent(resource.get().urlKey(), resource.get());
            } else if (isEmptySection(object)) {
                emptySections++;
            } else if (isMeantAsResource(object, amongResources)) {
                unusable.add(CatalogJson.unusable(object));
            } else {
                foreign++;
            }
        }
    }

    private static boolean isResource(JsonNode object) {
        return object.isObject() && CatalogJson.resource(object, null).isPresent();
    }

    private static boolean isMeantAsResource(JsonNode object, boolean amongResources) {
        UnusableEntry entry = CatalogJson.unusable(object);
        return entry.name() == null
                ? NormalizedUrl.of(entry.address()).isPresent()
                : object.has("url") || amongResources;
    }

    /** Has room for resources and none in it. */
    private static boolean isEmptySection(JsonNode object) {
        if (object.has("name") && object.has("url")) {
            return false;
        }
        boolean room = false;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            if (value.isString() && NormalizedUrl.of(value.stringValue()).isPresent()) {
                return false;
            }
            room |= !OF_A_RESOURCE.contains(field.getKey())
                    && (value.isNull() || value.isContainer() && isHollow(value));
        }
        return room;
    }

    private static boolean isHollow(JsonNode container) {
        for (JsonNode child : container) {
            if (!(child.isNull() || child.isArray() && isHollow(child) || child.isObject() && isEmptySection(child))) {
                return false;
            }
        }
        return true;
    }

    /** A section of which a serializer left the empty list out. */
    private static boolean isMereTitle(JsonNode section) {
        for (Map.Entry<String, JsonNode> field : section.properties()) {
            if (field.getValue().isContainer()
                    || !Set.of("title", "name", "subcategory", "section", "id", "description", "emoji", "icon")
                            .contains(field.getKey())) {
                return false;
            }
        }
        return true;
    }

    /** A document whose only list is empty and that is not an error's. */
    private static boolean isEmptyList(JsonNode document) {
        boolean room = false;
        for (Map.Entry<String, JsonNode> field : document.properties()) {
            if (OF_AN_ERROR.contains(field.getKey())) {
                return false;
            }
            JsonNode value = field.getValue();
            room |= OF_A_CATEGORY.contains(field.getKey()) && value.isContainer() && isHollow(value);
        }
        return room;
    }

    private static @Nullable String title(JsonNode section, @Nullable String outer) {
        String title = CatalogJson.text(section, "title", "name", "subcategory", "section");
        return title == null ? outer : title;
    }

    private static boolean holdsContainers(JsonNode container) {
        for (JsonNode child : container) {
            if (child.isContainer() || child.isNull()) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsObjects(JsonNode container) {
        for (JsonNode child : container) {
            if (container.isArray() ? child.isObject() : child.isContainer() && holdsObjects(child)) {
                return true;
            }
        }
        return false;
    }
}
