package dev.gatewaysync.sync.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds the resources of a category file: every object with a name and an absolute URL in an array of a section, whatever
 * the array is called and however deep sections are nested. A resource that stands twice counts once, as it stands first.
 */
final class CategoryFile {
    private final Map<String, CatalogResource> resources = new LinkedHashMap<>();
    private int objects;

    private CategoryFile() {}

    /**
     * A file whose sections are empty has no resources. A file with objects none of which is a resource, without sections
     * and resources, or with mere values in their place is something else.
     *
     * @throws UnreadableDocument if this is no category file
     */
    static List<CatalogResource> read(JsonNode document) throws UnreadableDocument {
        CategoryFile file = new CategoryFile();
        JsonNode sections = document.isObject() ? document.path("sections") : document;
        if (sections.isContainer()) {
            file.readSections(sections);
            if (!sections.isEmpty() && !holdsContainers(sections)) {
                throw UnreadableDocument.because("has no sections");
            }
        } else {
            for (JsonNode child : document) {
                if (child.isArray()) {
                    file.readSections(child);
                }
            }
            if (file.objects == 0) {
                throw UnreadableDocument.because("has no sections");
            }
        }
        if (file.resources.isEmpty() && file.objects > 0) {
            throw UnreadableDocument.because("has no object with a name and an absolute url");
        }
        return List.copyOf(file.resources.values());
    }

    private void readSections(JsonNode sections) {
        for (JsonNode section : sections) {
            if (holdsObjects(section)) {
                readSection(section, title(section, null));
            } else if (section.isObject()) {
                readObject(section, null);
            }
        }
    }

    private void readSection(JsonNode section, @Nullable String title) {
        for (JsonNode child : section) {
            if (child.isArray()) {
                child.forEach(element -> readElement(element, title));
            } else if (child.isObject() && holdsObjects(child)) {
                readSection(child, title(child, title));
            }
        }
        if (section.isArray()) {
            section.forEach(element -> readElement(element, title));
        }
    }

    private void readElement(JsonNode element, @Nullable String title) {
        if (element.isObject() && !readObject(element, title) && holdsObjects(element)) {
            readSection(element, title(element, title));
        }
    }

    private boolean readObject(JsonNode object, @Nullable String section) {
        objects++;
        return CatalogJson.resource(object, section)
                .map(resource -> {
                    resources.putIfAbsent(resource.urlKey(), resource);
                    return true;
                })
                .orElse(false);
    }

    private static @Nullable String title(JsonNode section, @Nullable String outer) {
        String title = CatalogJson.text(section, "title", "name", "subcategory", "section");
        return title == null ? outer : title;
    }

    private static boolean holdsContainers(JsonNode container) {
        for (JsonNode child : container) {
            if (child.isContainer()) {
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
