package dev.gatewaysync.sync.catalog.read;

import dev.gatewaysync.config.CatalogueDefinition;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.sync.catalog.fetch.FetchStatistics;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.catalog.store.StoredCatalog;
import java.util.function.Supplier;

/** The catalogue as {@code gateway.yml} describes it, else as the main app has it. The file counts anew for each reading. */
public final class ConfiguredCatalog implements CatalogSource {
    private final Supplier<GatewayConfig> config;
    private final CatalogReader ofMainApp;
    private final PagedCatalogReader pages;

    public ConfiguredCatalog(Supplier<GatewayConfig> config, CatalogReader ofMainApp, PagedCatalogReader pages) {
        this.config = config;
        this.ofMainApp = ofMainApp;
        this.pages = pages;
    }

    @Override
    public CatalogReading read(StoredCatalog known, boolean verify, FetchStatistics traffic, SyncProgress progress)
            throws UnreadableDocument {
        CatalogueDefinition definition = config.get().catalogue();
        return definition == null
                ? ofMainApp.read(known.asReadBy(null), verify, traffic, progress)
                : pages.read(definition, known, verify, traffic, progress);
    }

    @Override
    public String document() {
        return config.get().catalogue() == null ? ofMainApp.document() : "The catalogue of gateway.yml";
    }
}
