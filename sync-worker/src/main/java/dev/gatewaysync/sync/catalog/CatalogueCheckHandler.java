package dev.gatewaysync.sync.catalog;

import dev.gatewaysync.config.CatalogueDefinition;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.catalog.parse.ItemPage;
import dev.gatewaysync.sync.catalog.parse.UnusableEntry;
import dev.gatewaysync.sync.catalog.read.PagedCatalogReader;
import dev.gatewaysync.sync.operator.OperatorRequestHandler;
import dev.gatewaysync.sync.operator.RequestRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * {@code catalogue-check}: reads the first page of the catalogue that {@code gateway.yml} describes, and changes nothing. The
 * result is {@code {resources, unusable, sitemaps, more}}.
 */
@Component
final class CatalogueCheckHandler implements OperatorRequestHandler {
    private final Supplier<GatewayConfig> config;
    private final PagedCatalogReader pages;

    CatalogueCheckHandler(Supplier<GatewayConfig> config, PagedCatalogReader pages) {
        this.config = config;
        this.pages = pages;
    }

    @Override
    public String kind() {
        return "catalogue-check";
    }

    @Override
    public Done perform(JsonNode arguments, Progress progress) {
        CatalogueDefinition definition = config.get().catalogue();
        if (definition == null) {
            throw new RequestRefusedException("gateway.yml has no catalogue, as far as sync-worker has read it");
        }
        try {
            ItemPage page = pages.firstPage(definition);
            return new Done(
                    line(page),
                    EventJson.mapper()
                            .createObjectNode()
                            .put("resources", page.entries().size())
                            .put(
                                    "unusable",
                                    page.unusable().size() + page.failed().size())
                            .put("sitemaps", page.sitemaps().size())
                            .put("more", page.next() != null));
        } catch (UnreadableDocument e) {
            throw new RequestRefusedException(e.reason());
        }
    }

    private static String line(ItemPage page) {
        List<String> parts = new ArrayList<>();
        parts.add(
                page.sitemaps().isEmpty()
                        ? "its first page has " + page.entries().size() + " items"
                        : "it is an index of " + page.sitemaps().size() + " sitemaps");
        if (page.next() != null) {
            parts.add("more pages follow");
        }
        if (!page.unusable().isEmpty()) {
            parts.add(UnusableEntry.describe(page.unusable()));
        }
        if (page.failure() != null) {
            parts.add(page.failure() + " for " + page.failed().size() + " of them");
        }
        return String.join("; ", parts);
    }
}
