package dev.gatewaysync.sync.catalog.read;

import dev.gatewaysync.sync.catalog.fetch.DocumentFetch;
import dev.gatewaysync.sync.catalog.fetch.DocumentRequest;
import dev.gatewaysync.sync.catalog.fetch.FetchResult;
import dev.gatewaysync.sync.catalog.fetch.FetchStatistics;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.catalog.fetch.Validators;
import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CatalogIndex;
import dev.gatewaysync.sync.catalog.parse.CategoryParser;
import dev.gatewaysync.sync.catalog.parse.IndexParser;
import dev.gatewaysync.sync.catalog.parse.UnusableEntries;
import dev.gatewaysync.sync.catalog.parse.UnusableEntry;
import dev.gatewaysync.sync.catalog.read.CatalogReading.Contents;
import dev.gatewaysync.sync.catalog.store.StoredCatalog;
import dev.gatewaysync.sync.catalog.store.StoredCatalog.IndexMemory;
import dev.gatewaysync.sync.catalog.store.StoredCategory;
import dev.gatewaysync.sync.catalog.store.StoredDocument;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads the index and the category files, asking for changed ones only, at most {@value #CONCURRENCY} at a time. */
public final class CatalogReader implements CatalogSource {
    private static final int CONCURRENCY = 4;

    private final DocumentFetch fetch;
    private final URI indexUri;

    public CatalogReader(DocumentFetch fetch, URI indexUri) {
        this.fetch = fetch;
        this.indexUri = indexUri;
    }

    @Override
    public String document() {
        return "The catalogue's index";
    }

    /** @throws UnreadableDocument if the index cannot be read; a category that cannot be is part of the result */
    @Override
    public CatalogReading read(StoredCatalog known, boolean verify, FetchStatistics traffic, SyncProgress progress)
            throws UnreadableDocument {
        progress.at(SyncProgress.Phase.INDEX, 0, 0);
        StoredDocument document = known.documents().get(indexUri.toString());
        IndexMemory memory = known.index().orElse(null);
        boolean trusted = document != null
                && memory != null
                && !(verify && memory.holdsResources() && document.resources() != known.resources());
        Validators validators = trusted && document != null ? document.validators() : Validators.NONE;
        switch (fetch.fetch(DocumentRequest.ofMainApp(indexUri, validators), traffic)) {
            case FetchResult.NotModified same -> {
                if (memory == null) {
                    throw UnreadableDocument.because("is not known, yet unchanged");
                }
                return withFiles(memory, null, List.of(), new Asking(known, verify, traffic, progress));
            }
            case FetchResult.Unreadable page -> throw UnreadableDocument.because(page.reason());
            case FetchResult.Document read -> {
                CatalogIndex index = IndexParser.read(read.json());
                long resources = index.resources().values().stream()
                        .mapToLong(List::size)
                        .sum();
                StoredDocument kept = new StoredDocument(
                        indexUri.toString(), read.validators(), read.sha256(), null, null, resources);
                List<StoredDocument> documents = kept.equals(document) ? List.of() : List.of(kept);
                return withFiles(IndexMemory.of(index), index, documents, new Asking(known, verify, traffic, progress));
            }
        }
    }

    private CatalogReading withFiles(
            IndexMemory index, @Nullable CatalogIndex read, List<StoredDocument> indexDocument, Asking asking) {
        List<StoredDocument> documents = new ArrayList<>(indexDocument);
        Map<String, Contents> contents = new LinkedHashMap<>();
        if (index.holdsResources()) {
            for (CatalogCategory category : index.categories()) {
                contents.put(
                        category.id(),
                        read == null
                                ? new Contents.Unchanged(null)
                                : new Contents.Read(
                                        read.resources().getOrDefault(category.id(), List.of()),
                                        read.unusableOf(category.id()),
                                        null));
            }
            return new CatalogReading(index, contents, documents, true);
        }
        try (ExecutorService executor =
                Executors.newFixedThreadPool(CONCURRENCY, Thread.ofVirtual().factory())) {
            Map<String, Future<CategoryReading>> futures = new LinkedHashMap<>();
            for (CatalogCategory category : index.categories()) {
                futures.put(category.id(), executor.submit(() -> readCategory(category, asking)));
            }
            asking.progress().at(SyncProgress.Phase.CATEGORIES, 0, futures.size());
            futures.forEach((id, future) -> {
                CategoryReading reading = result(future);
                contents.put(id, reading.contents());
                documents.addAll(reading.documents());
                asking.progress().at(SyncProgress.Phase.CATEGORIES, contents.size(), futures.size());
            });
        }
        return new CatalogReading(index, contents, documents, true);
    }

    private CategoryReading readCategory(CatalogCategory category, Asking asking) {
        StoredCatalog known = asking.known();
        StoredCategory stored = known.categories().get(category.id());
        List<StoredDocument> pages = new ArrayList<>();
        for (URI uri : candidates(category)) {
            StoredDocument document = known.documents().get(uri.toString());
            boolean trusted = document != null
                    && stored != null
                    && !(asking.verify() && document.problem() == null && document.resources() != stored.resources());
            Validators validators = trusted && document != null ? document.validators() : Validators.NONE;
            switch (fetch.fetch(DocumentRequest.ofMainApp(uri, validators), asking.traffic())) {
                case FetchResult.NotModified same -> {
                    if (document != null && document.problem() == null) {
                        return new CategoryReading(new Contents.Unchanged(document.entryProblem()), pages);
                    }
                }
                case FetchResult.Unreadable page -> {
                    if (!page.missing()) {
                        return new CategoryReading(new Contents.Unreadable(page.reason(), false), List.of());
                    }
                    if (page.validators().areUsable()) {
                        pages.add(new StoredDocument(uri.toString(), page.validators(), "", page.reason(), null, 0));
                    }
                }
                case FetchResult.Document read -> {
                    return parsed(uri, read, trusted ? document : null, pages);
                }
            }
        }
        return new CategoryReading(new Contents.Unreadable("no catalogue file found", true), pages);
    }

    private static CategoryReading parsed(
            URI uri, FetchResult.Document read, @Nullable StoredDocument before, List<StoredDocument> pages) {
        try {
            CategoryParser.Entries entries = CategoryParser.read(read.json());
            String problem = entries.unusable().isEmpty() ? null : UnusableEntry.describe(entries.unusable());
            StoredDocument kept = new StoredDocument(
                    uri.toString(),
                    read.validators(),
                    read.sha256(),
                    null,
                    problem,
                    entries.resources().size());
            if (kept.equals(before)) {
                return new CategoryReading(new Contents.Unchanged(problem), pages);
            }
            List<StoredDocument> documents = new ArrayList<>(pages);
            documents.add(kept);
            return new CategoryReading(
                    new Contents.Read(entries.resources(), List.of(UnusableEntries.of(entries.unusable())), problem),
                    documents);
        } catch (UnreadableDocument e) {
            return new CategoryReading(new Contents.Unreadable(e.reason(), e.isMissing()), List.of());
        }
    }

    /** {@code <id>.json} beside the index, then the name that the last part of the category's path gives. */
    private List<URI> candidates(CatalogCategory category) {
        List<URI> candidates = new ArrayList<>();
        candidates.add(beside(category.id()));
        if (category.path() != null) {
            String path = category.path().replaceFirst("[?#].*", "").replaceFirst("/+$", "");
            String last = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.html?$", "");
            if (!last.isEmpty() && !last.equals(category.id()) && last.length() <= IndexParser.LONGEST_ID) {
                candidates.add(beside(last));
            }
        }
        return candidates;
    }

    private URI beside(String name) {
        String file = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20") + ".json";
        return indexUri.resolve("./" + file);
    }

    private static CategoryReading result(Future<CategoryReading> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CategoryReading(new Contents.Unreadable("the sync was interrupted", false), List.of());
        } catch (ExecutionException e) {
            throw new IllegalStateException("Reading a category failed unexpectedly", e.getCause());
        }
    }

    /** @param verify ask anew for what does not fit what is stored */
    private record Asking(StoredCatalog known, boolean verify, FetchStatistics traffic, SyncProgress progress) {}

    private record CategoryReading(Contents contents, List<StoredDocument> documents) {}
}
