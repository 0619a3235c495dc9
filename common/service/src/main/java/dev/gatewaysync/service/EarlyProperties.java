package dev.gatewaysync.service;

import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;

/** Puts a service's properties over all others before anything reads them; logging is the first to do so. */
final class EarlyProperties implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    private final Map<String, Object> properties;

    EarlyProperties(Map<String, Object> properties) {
        this.properties = properties;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        event.getEnvironment().getPropertySources().addFirst(new MapPropertySource("gateway", properties));
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
