package dev.gatewaysync.sync.catalog.parse;

import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the index in its three shapes: {@code categories} whose resources are in files of their own, {@code resources}
 * in the index itself (beside {@code categories} or not), or a bare array of resources with a {@code category} each. The
 * work grows with the document, not with its square.
 */
public final class IndexParser {
    /** A category's id is a key in the database, and the name of a file. */
    public static final int LONGEST_ID = 200;

    /** An emoji of a Discord server. */
    private static final Pattern CUSTOM_EMOJI = Pattern.compile("<a?:\\w{2,32}:\\d{15,21}>");

    private final Map<String, CatalogCategory> categories = new LinkedHashMap<>();
    private final Map<String, String> idsByName = new HashMap<>();
    private final Map<String, String> idsBySlug = new HashMap<>();
    private final Map<String, Map<String, CatalogResource>> resources = new LinkedHashMap<>();
    private final Map<String, List<UnusableEntry>> unusable = new LinkedHashMap<>();
    private final List<UnusableEntry> unplaced = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private IndexParser() {}

    /** @throws UnreadableDocument if the document lists neither categories nor resources */
    public static CatalogIndex read(JsonNode document) throws UnreadableDocument {
        IndexParser index = new IndexParser();
        index.readCategories(document.path("categories"));
        index.readResources(document.isArray() ? document : document.path("resources"));
        if (index.categories.isEmpty()) {
            throw UnreadableDocument.because("lists no categories and no resources");
        }
        return index.result(document);
    }

    private void readCategories(JsonNode entries) {
        for (JsonNode entry : entries) {
            String name = CatalogJson.text(entry, "name", "title", "id");
            String id = CatalogJson.text(entry, "id", "slug");
            if (name == null) {
                problems.add("an entry of the index has neither a name nor an id");
                continue;
            }
            String key = id == null ? CategorySlug.of(name) : id;
            if (key.length() > LONGEST_ID) {
                problems.add("the id of category “" + name.substring(0, Math.min(40, name.length()))
                        + "…” is longer than " + LONGEST_ID + " characters");
                continue;
            }
            CatalogCategory category = new CatalogCategory(
                    key,
                    name,
                    emoji(entry),
                    CatalogJson.text(entry, "description"),
                    CatalogJson.text(entry, "path", "url"),
                    CatalogJson.count(entry, "count", "resourceCount"));
            if (categories.containsKey(key)) {
                problems.add(key + ": stands more than once in the index");
            } else {
                add(category);
            }
        }
    }

    private void add(CatalogCategory category) {
        categories.put(category.id(), category);
        idsByName.putIfAbsent(category.name(), category.id());
        idsBySlug.putIfAbsent(CategorySlug.of(category.name()), category.id());
    }

    /** The first field that holds one; the name of a style, a picture or a shortcut is none. */
    private static @Nullable String emoji(JsonNode entry) {
        for (String field : List.of("emoji", "icon")) {
            String text = CatalogJson.text(entry, field);
            if (text != null && isEmoji(text)) {
                return text;
            }
        }
        return null;
    }

    private static boolean isEmoji(String text) {
        boolean plain = text.chars().allMatch(c -> c < 128);
        return plain
                ? text.length() <= 2 || CUSTOM_EMOJI.matcher(text).matches()
                : text.codePointCount(0, text.length()) <= 16;
    }

    private void readResources(JsonNode entries) throws UnreadableDocument {
        if (!entries.isArray()) {
            return;
        }
        categories.keySet().forEach(id -> resources.put(id, new LinkedHashMap<>()));
        int unread = 0;
        for (JsonNode entry : entries) {
            String named = CatalogJson.text(entry, "category", "categoryId");
            String category = named == null || CategorySlug.of(named).length() > LONGEST_ID ? null : named;
            Optional<CatalogResource> resource = CatalogJson.resource(entry, CatalogJson.text(entry, "section"));
            if (category != null && resource.isPresent()) {
                resources
                        .computeIfAbsent(categoryNamed(category), id -> new LinkedHashMap<>())
                        .putIfAbsent(resource.get().urlKey(), resource.get());
                continue;
            }
            unread++;
            UnusableEntry said = CatalogJson.unusable(entry);
            if (category == null) {
                unplaced.add(said);
            } else {
                unusable.computeIfAbsent(categoryNamed(category), id -> new ArrayList<>())
                        .add(said);
            }
        }
        if (unread > 0 && unread == entries.size()) {
            throw UnreadableDocument.because("has no resource with a name, an absolute url and a category");
        }
        if (unread > 0) {
            List<UnusableEntry> all = new ArrayList<>(unplaced);
            unusable.values().forEach(all::addAll);
            problems.add(unread + " resources of the index have no name, no absolute url or no category: "
                    + UnusableEntry.describe(all));
        }
    }

    /** The id of the category that has this id or name; a category that the index does not list is added. */
    private String categoryNamed(String text) {
        if (categories.containsKey(text)) {
            return text;
        }
        String byName = idsByName.get(text);
        if (byName != null) {
            return byName;
        }
        String slug = CategorySlug.of(text);
        String bySlug = idsBySlug.get(slug);
        if (bySlug != null) {
            return bySlug;
        }
        if (!categories.containsKey(slug)) {
            add(new CatalogCategory(slug, text, null, null, null, null));
        }
        return slug;
    }

    private CatalogIndex result(JsonNode document) {
        Map<String, List<CatalogResource>> lists = new LinkedHashMap<>();
        resources.forEach((id, byUrl) -> lists.put(id, List.copyOf(byUrl.values())));
        Map<String, UnusableEntries> said = new HashMap<>();
        unusable.forEach((id, entries) -> said.put(id, UnusableEntries.of(entries)));
        JsonNode metadata = document.has("metadata") ? document.path("metadata") : document.path("meta");
        Long claimedResources = CatalogJson.count(metadata, "totalPlatforms", "totalResources", "totalCount");
        Long claimedCategories = CatalogJson.count(metadata, "totalCategories");
        return new CatalogIndex(
                List.copyOf(categories.values()),
                lists,
                said,
                UnusableEntries.of(unplaced),
                claimedResources == null ? sumOfCounts() : claimedResources,
                claimedCategories,
                List.copyOf(problems));
    }

    private @Nullable Long sumOfCounts() {
        long sum = 0;
        boolean any = false;
        for (CatalogCategory category : categories.values()) {
            Long count = category.claimedCount();
            if (count != null) {
                any = true;
                sum += count;
            }
        }
        return any ? sum : null;
    }
}
