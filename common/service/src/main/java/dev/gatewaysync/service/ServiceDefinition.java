package dev.gatewaysync.service;

import dev.gatewaysync.service.settings.Settings;
import java.util.Map;

/**
 * One service: its name, its Spring application and the ports it listens on.
 *
 * @param name as in logs and metrics, for example {@code ingest-api}
 * @param application the class with its beans
 * @param properties reads the settings this service starts with into Spring properties; reports problems through
 *     {@link Settings}
 */
public record ServiceDefinition(
        String name, Class<?> application, java.util.function.Function<Settings, Map<String, Object>> properties) {}
