package dev.gatewaysync.sync.catalog.read;

import dev.gatewaysync.config.CatalogueDefinition;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.read.CatalogReading.Contents;
import dev.gatewaysync.sync.catalog.store.ConfiguredPages;
import dev.gatewaysync.sync.catalog.store.StoredCatalog;
import dev.gatewaysync.sync.catalog.store.StoredCatalog.IndexMemory;
import dev.gatewaysync.sync.catalog.store.StoredCategory;
import dev.gatewaysync.sync.catalog.store.StoredDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What pages say, beside what is known: what may be trusted before, and what is gone after. */
final class PageReading {
    private final CatalogueDefinition definition;
    private final StoredCatalog known;
    private final Optional<IndexMemory> memory;
    private final PageCollector collector;

    PageReading(CatalogueDefinition definition, StoredCatalog known, String generalName) {
        this.definition = definition;
        this.known = known;
        this.memory =
                known.index().filter(index -> ConfiguredPages.hash(definition).equals(index.definition()));
        this.collector = new PageCollector(generalName);
    }

    PageCollector collector() {
        return collector;
    }

    /** The documents of the last reading; empty if they cannot say that nothing has changed. */
    List<StoredDocument> trustedPages(boolean verify) {
        List<String> addresses =
                memory.map(IndexMemory::pages).map(ConfiguredPages::addresses).orElse(List.of());
        List<StoredDocument> pages = new ArrayList<>();
        for (String address : addresses) {
            StoredDocument document = known.documents().get(address);
            if (document == null) {
                return List.of();
            }
            pages.add(document);
        }
        long stored = pages.stream().mapToLong(StoredDocument::resources).sum();
        boolean changedHere = verify && !isFeed() && stored != known.resources();
        return changedHere ? List.of() : pages;
    }

    CatalogReading unchanged() {
        IndexMemory index = memory.orElseThrow();
        Map<String, Contents> contents = new LinkedHashMap<>();
        index.categories().forEach(category -> contents.put(category.id(), new Contents.Unchanged(null)));
        return new CatalogReading(index, contents, List.of(), true);
    }

    /**
     * A feed shows the newest entries alone, so that what it no longer shows stays; but what came from elsewhere does not.
     *
     * @throws UnreadableDocument if something could not be read and nothing is known yet that could stay
     */
    CatalogReading read() throws UnreadableDocument {
        List<String> problems = collector.problems();
        if (!collector.isWhole() && (known.isEmpty() || memory.isEmpty())) {
            throw UnreadableDocument.because(
                    problems.getFirst() + "; the first sync of a catalogue needs all of it, and changed nothing");
        }
        boolean complete = collector.knowsAll() && !(isFeed() && isFromSameSource());
        Map<String, CatalogCategory> categories = new LinkedHashMap<>();
        Set<String> ids = collector.categoryIds();
        if (!complete) {
            known.categories().values().stream()
                    .filter(stored -> stored.resources() > 0)
                    .forEach(stored -> ids.add(stored.category().id()));
        }
        for (String id : ids) {
            StoredCategory stored = known.categories().get(id);
            categories.put(id, collector.category(id, stored == null ? null : stored.category()));
        }
        List<String> addresses = collector.isWhole()
                ? collector.documents().stream().map(StoredDocument::url).toList()
                : List.of();
        IndexMemory index = new IndexMemory(
                List.copyOf(categories.values()),
                true,
                null,
                null,
                problems,
                ConfiguredPages.of(definition, addresses));
        List<StoredDocument> changed = collector.documents().stream()
                .filter(document -> !document.equals(known.documents().get(document.url())))
                .toList();
        return new CatalogReading(index, collector.contents(ids), changed, complete);
    }

    private boolean isFeed() {
        return definition.format() == CatalogueDefinition.Format.FEED;
    }

    private boolean isFromSameSource() {
        return known.index()
                .map(IndexMemory::pages)
                .filter(pages -> pages.source().equals(ConfiguredPages.source(definition)))
                .isPresent();
    }
}
