package dev.gatewaysync.sync.catalog.read;

import dev.gatewaysync.config.CatalogueDefinition;
import dev.gatewaysync.sync.catalog.fetch.DocumentFetch;
import dev.gatewaysync.sync.catalog.fetch.DocumentRequest;
import dev.gatewaysync.sync.catalog.fetch.FetchResult;
import dev.gatewaysync.sync.catalog.fetch.FetchStatistics;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.catalog.fetch.Validators;
import dev.gatewaysync.sync.catalog.parse.ItemPage;
import dev.gatewaysync.sync.catalog.store.StoredCatalog;
import dev.gatewaysync.sync.catalog.store.StoredDocument;
import dev.gatewaysync.sync.mainapp.MainAppRedirects;
import dev.gatewaysync.task.MonotonicClock;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a catalogue that {@code gateway.yml} describes, page after page. The pages of the last reading are asked first whether
 * they have changed; if one has, all of them are read, for what one page no longer lists another may.
 */
public final class PagedCatalogReader {
    private final DocumentFetch fetch;
    private final Optional<URI> mainApp;
    private final String generalName;
    private final MainAppRedirects redirects;
    private final MonotonicClock clock;

    /** @param generalName what the category of items is called that name none */
    public PagedCatalogReader(
            DocumentFetch fetch,
            Optional<URI> mainApp,
            String generalName,
            MainAppRedirects redirects,
            MonotonicClock clock) {
        this.fetch = fetch;
        this.mainApp = mainApp;
        this.generalName = generalName;
        this.redirects = redirects;
        this.clock = clock;
    }

    /**
     * @throws UnreadableDocument if the first page cannot be read, the pages do not end, or one of them cannot be read and
     *     there is nothing that it could leave as it was
     */
    CatalogReading read(
            CatalogueDefinition definition,
            StoredCatalog known,
            boolean verify,
            FetchStatistics traffic,
            SyncProgress progress)
            throws UnreadableDocument {
        PatientFetch patientFetch = new PatientFetch(fetch, traffic, clock);
        PageReading reading = new PageReading(definition, known, generalName);
        PageAddresses addresses = addresses(definition);
        PageAddress first = addresses.first();
        Map<PageAddress, FetchResult> fetched = new HashMap<>();
        List<StoredDocument> pages = reading.trustedPages(verify);
        if (!pages.isEmpty() && areUnchanged(pages, definition, addresses, patientFetch, fetched)) {
            return reading.unchanged();
        }
        PageWalk walk = new PageWalk(definition, addresses, reading.collector());
        Optional<PageAddress> page = Optional.of(first);
        while (page.isPresent()) {
            progress.at(SyncProgress.Phase.PAGES, walk.pages(), 0);
            PageAddress asked = page.get();
            FetchResult result = fetched.containsKey(asked)
                    ? fetched.remove(asked)
                    : patientFetch.fetch(request(definition, asked.uri(), first.uri(), Validators.NONE));
            walk.took(asked, result);
            page = walk.next();
        }
        return reading.read();
    }

    /**
     * The first page alone, for who wants to know whether the definition fits.
     *
     * @throws UnreadableDocument if it does not; the reason names the key of {@code gateway.yml}, if it is one
     */
    public ItemPage firstPage(CatalogueDefinition definition) throws UnreadableDocument {
        URI first = addresses(definition).first().uri();
        return switch (fetch.fetch(request(definition, first, first, Validators.NONE), new FetchStatistics())) {
            case FetchResult.Document document -> ItemPage.read(definition, document.json(), 1, document.address());
            case FetchResult.Unreadable unreadable -> throw UnreadableDocument.because(unreadable.reason());
            case FetchResult.NotModified same ->
                throw UnreadableDocument.because("answered 304 to a request without conditions");
        };
    }

    private PageAddresses addresses(CatalogueDefinition definition) {
        return new PageAddresses(definition.url(), mainApp, redirects);
    }

    /** @param fetched gets the answer that is another one, so that it is not asked for twice */
    private boolean areUnchanged(
            List<StoredDocument> pages,
            CatalogueDefinition definition,
            PageAddresses addresses,
            PatientFetch patientFetch,
            Map<PageAddress, FetchResult> fetched)
            throws UnreadableDocument {
        URI origin = addresses.stored(pages.getFirst().url()).uri();
        for (StoredDocument page : pages) {
            PageAddress address = addresses.stored(page.url());
            FetchResult result = patientFetch.fetch(request(definition, address.uri(), origin, page.validators()));
            boolean same = result instanceof FetchResult.NotModified
                    || result instanceof FetchResult.Document document
                            && document.sha256().equals(page.sha256());
            if (!same) {
                fetched.put(address, result);
                return false;
            }
        }
        return true;
    }

    private DocumentRequest request(CatalogueDefinition definition, URI address, URI origin, Validators known) {
        boolean withKey = mainApp.filter(app -> MainAppRedirects.isOfSameOrigin(app, origin))
                .isPresent();
        return new DocumentRequest(address, origin, withKey, ItemPage.format(definition), known);
    }
}
