package dev.gatewaysync.sync.catalog.read;

import dev.gatewaysync.config.CatalogueDefinition;
import dev.gatewaysync.sync.catalog.fetch.FetchResult;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.catalog.parse.ItemPage;
import dev.gatewaysync.sync.mainapp.MainAppRedirects;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Goes from page to page, or through the sitemaps of an index, and knows where it has been. */
final class PageWalk {
    private final CatalogueDefinition definition;
    private final PageAddresses addresses;
    private final PageCollector collector;
    private final Deque<PageAddress> waiting = new ArrayDeque<>();
    private URI origin = URI.create("http://none.invalid");
    private boolean isIndex;
    private int pages;

    PageWalk(CatalogueDefinition definition, PageAddresses addresses, PageCollector collector) {
        this.definition = definition;
        this.addresses = addresses;
        this.collector = collector;
    }

    /** How many have been asked for. */
    int pages() {
        return pages;
    }

    Optional<PageAddress> next() {
        return Optional.ofNullable(waiting.poll());
    }

    /** @throws UnreadableDocument if there is no sense in going on */
    void took(PageAddress asked, FetchResult result) throws UnreadableDocument {
        pages++;
        if (pages == 1) {
            origin = asked.uri();
        }
        try {
            switch (result) {
                case FetchResult.Document document -> {
                    ItemPage page = ItemPage.read(definition, document.json(), pages, document.address());
                    took(asked, document, page);
                }
                case FetchResult.Unreadable unreadable -> failed(asked, unreadable.reason());
                case FetchResult.NotModified same -> failed(asked, "answered 304 to a request without conditions");
            }
        } catch (EndlessWalk e) {
            throw UnreadableDocument.because(e.reason);
        } catch (UnreadableDocument e) {
            failed(asked, e.reason());
        }
    }

    private void took(PageAddress asked, FetchResult.Document document, ItemPage page)
            throws UnreadableDocument, EndlessWalk {
        if (!page.sitemaps().isEmpty() && pages > 1) {
            throw UnreadableDocument.because("is an index of sitemaps within another, which is not followed");
        }
        try {
            collector.add(asked.stored(), document, page);
            if (page.next() != null) {
                waiting.add(addresses.after(document.address(), origin, page.next()));
            }
        } catch (UnreadableDocument e) {
            throw new EndlessWalk(e.reason());
        }
        isIndex |= !page.sitemaps().isEmpty();
        for (String sitemap : page.sitemaps()) {
            try {
                addresses.named(document.address(), origin, sitemap).ifPresent(waiting::add);
            } catch (UnreadableDocument e) {
                collector.failed(e.reason());
            }
        }
    }

    private void failed(PageAddress asked, String reason) throws UnreadableDocument {
        if (pages == 1) {
            throw UnreadableDocument.because(reason);
        }
        collector.failed((isIndex ? MainAppRedirects.shown(asked.uri()) : "page " + pages) + ": " + reason);
    }

    private static final class EndlessWalk extends Exception {
        private static final long serialVersionUID = 1L;
        private final String reason;

        EndlessWalk(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
