package dev.gatewaysync.ingest.answer;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.UrlHandlerFilter;

/** A path that ends in a slash is the path without it: people and their tools write both. */
@Configuration(proxyBeanMethods = false)
class TrailingSlashes {
    @Bean
    FilterRegistrationBean<UrlHandlerFilter> withoutTrailingSlash() {
        FilterRegistrationBean<UrlHandlerFilter> filter = new FilterRegistrationBean<>(
                UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return filter;
    }
}
