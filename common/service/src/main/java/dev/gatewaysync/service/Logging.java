package dev.gatewaysync.service;

import java.util.HashMap;
import java.util.Map;

/** How a service logs: one readable line on a terminal, one JSON object a line elsewhere. */
final class Logging {
    private static final String PATTERN =
            "%d{HH:mm:ss.SSS} %-5level %-18(${spring.application.name:-gateway}) %msg%replace( [%X{event_id}]){' \\[\\]', ''}%n%wEx";

    private Logging() {}

    static Map<String, Object> properties(Settings settings) {
        Map<String, Object> properties = new HashMap<>();
        String format = settings.value(
                "LOG_FORMAT", System.console() == null ? "json" : "text", "must be text or json", "text", text -> {
                    if (!text.matches("text|json")) {
                        throw new IllegalArgumentException(text);
                    }
                    return text;
                });
        if (format.equals("json")) {
            properties.put("logging.structured.format.console", "logstash");
        } else {
            properties.put("logging.pattern.console", PATTERN);
        }
        // Boot reads a variable named DEBUG as its own switch.
        properties.put("debug", "false");
        properties.put("logging.level.root", "WARN");
        properties.put(
                "logging.level.dev.gatewaysync",
                settings.text("DEBUG", "").contains("gateway-sync") ? "DEBUG" : "INFO");
        return properties;
    }
}
