package dev.gatewaysync.sync.catalog;

import dev.gatewaysync.service.reload.CurrentConfig;
import dev.gatewaysync.sync.catalog.fetch.DocumentFetch;
import dev.gatewaysync.sync.catalog.read.CatalogReader;
import dev.gatewaysync.sync.catalog.read.ConfiguredCatalog;
import dev.gatewaysync.sync.catalog.read.PagedCatalogReader;
import dev.gatewaysync.sync.catalog.store.CatalogStore;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.sync.mainapp.MainAppRedirects;
import dev.gatewaysync.sync.mainapp.WorkerSettings;
import dev.gatewaysync.sync.outbox.EventOutbox;
import dev.gatewaysync.sync.statistics.StatisticsKeeper;
import dev.gatewaysync.sync.task.PeriodicTask;
import dev.gatewaysync.task.MonotonicClock;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {
    /** Stands in for the main app's address while none is set: then nothing is ever asked of it. */
    private static final URI NO_MAIN_APP = URI.create("http://main-app.invalid");

    @Bean(destroyMethod = "close")
    DocumentFetch documentFetch(WorkerSettings settings) {
        return new DocumentFetch(
                settings.mainAppApiKey(),
                settings.documentTimeout(),
                settings.maxDocument().toBytes());
    }

    @Bean
    CatalogReader catalogReader(DocumentFetch fetch, WorkerSettings settings) {
        return new CatalogReader(fetch, settings.catalogIndex().orElse(NO_MAIN_APP));
    }

    @Bean
    PagedCatalogReader pagedCatalogReader(DocumentFetch fetch, WorkerSettings settings) {
        return new PagedCatalogReader(
                fetch, settings.mainApp(), settings.appName(), new MainAppRedirects(), MonotonicClock.system());
    }

    @Bean
    ConfiguredCatalog configuredCatalog(CurrentConfig config, CatalogReader ofMainApp, PagedCatalogReader pages) {
        return new ConfiguredCatalog(config, ofMainApp, pages);
    }

    @Bean
    CatalogUpdate catalogUpdate(
            CatalogStore store,
            StatisticsKeeper statistics,
            AnnouncedResources announced,
            EventOutbox outbox,
            WorkerSettings settings) {
        return new CatalogUpdate(
                store, statistics, announced, outbox, settings.mainApp().orElse(NO_MAIN_APP));
    }

    @Bean
    CatalogSync catalogSync(
            ConfiguredCatalog source,
            CatalogStore store,
            CatalogUpdate update,
            SyncRuns runs,
            WorkerTransactions transactions,
            EventOutbox outbox,
            SyncMetrics metrics,
            InstantSource clock) {
        return new CatalogSync(source, store, update, runs, transactions, outbox, metrics, clock);
    }

    @Bean
    PeriodicTask syncMetricsSampling(SyncMetrics metrics) {
        return new PeriodicTask("sync-metrics", Duration.ofSeconds(1), Duration.ofSeconds(15), metrics::sample);
    }
}
