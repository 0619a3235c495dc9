package dev.gatewaysync.sync.catalog.read;

import dev.gatewaysync.sync.catalog.fetch.FetchResult;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CatalogResource;
import dev.gatewaysync.sync.catalog.parse.CategorySlug;
import dev.gatewaysync.sync.catalog.parse.ItemPage;
import dev.gatewaysync.sync.catalog.parse.UnusableEntries;
import dev.gatewaysync.sync.catalog.parse.UnusableEntry;
import dev.gatewaysync.sync.catalog.read.CatalogReading.Contents;
import dev.gatewaysync.sync.catalog.store.StoredDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the pages of one reading hold together. A resource that stands in a category twice counts once, as it stands first. */
final class PageCollector {
    static final int MOST_ITEMS = 1_000_000;

    /** The id of the category of those that name none. It stays the same when the app is called otherwise. */
    static final String GENERAL = "general";

    /** Each is a channel, an announcement and a metric. */
    static final int MOST_CATEGORIES = 1_000;

    private static final int NAMED_FAILURES = 10;

    private final String generalName;
    private final Map<String, Set<String>> names = new LinkedHashMap<>();
    private final Map<String, Map<String, CatalogResource>> resources = new LinkedHashMap<>();
    private final List<UnusableEntry> unusable = new ArrayList<>();
    private final List<UnusableEntry> failed = new ArrayList<>();
    private final List<StoredDocument> documents = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private boolean whole = true;
    private int failures;
    private long items;
    private String lastContent = "";

    PageCollector(String generalName) {
        this.generalName = generalName;
    }

    /** @throws UnreadableDocument if it is the page before once more, or there is no end of items or categories */
    void add(String stored, FetchResult.Document document, ItemPage page) throws UnreadableDocument {
        if (document.sha256().equals(lastContent) && !page.entries().isEmpty()) {
            throw UnreadableDocument.because("page " + (documents.size() + 1)
                    + " is the same as the one before: what catalogue.next gives changes nothing");
        }
        lastContent = document.sha256();
        items += page.entries().size() + page.unusable().size() + page.failed().size();
        if (items > MOST_ITEMS) {
            throw UnreadableDocument.because("has more than " + MOST_ITEMS + " items (catalogue.next)");
        }
        long distinct = page.entries().stream().filter(this::add).count();
        if (resources.size() > MOST_CATEGORIES) {
            throw UnreadableDocument.because(
                    "has more than " + MOST_CATEGORIES + " categories (catalogue.map.category)");
        }
        unusable.addAll(page.unusable());
        failed.addAll(page.failed());
        if (page.failure() != null && !problems.contains(page.failure())) {
            problems.add(page.failure());
        }
        documents.add(new StoredDocument(stored, document.validators(), document.sha256(), null, null, distinct));
    }

    private boolean add(ItemPage.Entry entry) {
        String name = entry.category() == null ? generalName : entry.category();
        String id = entry.category() == null ? GENERAL : CategorySlug.of(name);
        names.computeIfAbsent(id, category -> new LinkedHashSet<>()).add(name);
        return resources
                        .computeIfAbsent(id, category -> new LinkedHashMap<>())
                        .putIfAbsent(entry.resource().urlKey(), entry.resource())
                == null;
    }

    /** A document could not be read: what it speaks of is not known. */
    void failed(String problem) {
        whole = false;
        failures++;
        if (failures <= NAMED_FAILURES) {
            problems.add(problem);
        }
    }

    boolean isWhole() {
        return whole;
    }

    /** Whether all was read, and of every item is known what it speaks of. */
    boolean knowsAll() {
        return whole && failed.stream().noneMatch(entry -> entry.name() == null && entry.address() == null);
    }

    List<StoredDocument> documents() {
        return documents;
    }

    List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        if (failures > NAMED_FAILURES) {
            all.add((failures - NAMED_FAILURES) + " more could not be read");
        }
        if (!unusable.isEmpty()) {
            all.add(UnusableEntry.describe(unusable));
        }
        return all;
    }

    /** A name in several spellings stays as it is known, as long as somebody writes it so. */
    CatalogCategory category(String id, @Nullable CatalogCategory known) {
        Set<String> spellings = names.getOrDefault(id, Set.of());
        String name = known != null && (spellings.isEmpty() || spellings.contains(known.name()))
                ? known.name()
                : spellings.iterator().next();
        return new CatalogCategory(id, name, null, null, null, null);
    }

    Set<String> categoryIds() {
        return new LinkedHashSet<>(resources.keySet());
    }

    /** Items that are no resources, or that an expression failed on: what they speak of has not been removed. */
    private UnusableEntries spokenOf() {
        List<UnusableEntry> all = new ArrayList<>(unusable);
        all.addAll(failed);
        return UnusableEntries.of(all);
    }

    Map<String, Contents> contents(Set<String> categoryIds) {
        List<UnusableEntries> spokenOf = List.of(spokenOf());
        Map<String, Contents> contents = new LinkedHashMap<>();
        for (String id : categoryIds) {
            List<CatalogResource> read =
                    List.copyOf(resources.getOrDefault(id, Map.of()).values());
            contents.put(id, new Contents.Read(read, spokenOf, null));
        }
        return contents;
    }
}
