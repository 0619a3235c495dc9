package dev.gatewaysync.console.publicpage;

import dev.gatewaysync.console.PublicPageSettings;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import dev.gatewaysync.task.MonotonicClock;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nothing of it is there unless {@code STATUS_PAGE_PORT} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(PublicPageSettings.IS_ON)
class PublicPageConfiguration {
    @Bean
    PublicPageSettings publicPageSettings(Settings settings) {
        return PublicPageSettings.of(settings).orElseThrow();
    }

    @Bean
    PublicTemplates publicTemplates(PublicPageSettings page) {
        return new PublicTemplates(page.appName());
    }

    @Bean
    StatusPagePublisher statusPagePublisher(
            PublicTemplates templates, JdbcClient jdbc, StatisticsQueries statistics, InstantSource clock) {
        return new StatusPagePublisher(new AppReader(jdbc, statistics, clock), templates, MonotonicClock.system());
    }

    @Bean
    PublicServer publicServer(PublicPageSettings page, StatusPagePublisher publisher, PublicTemplates templates) {
        return new PublicServer(page, new PublicServlet(publisher, templates, page.publicUrl()));
    }
}
