package dev.gatewaysync.console.page;

import dev.gatewaysync.service.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The settings of this process as operators may see them: secrets only as set or not. */
@Component
final class ShownSettings {
    private static final List<String> PLAIN = List.of(
            "APP_NAME",
            "LANGUAGE",
            "GUILD_ID",
            "DISCORD_UPDATES_CHANNEL",
            "DISCORD_HIDDEN_WEBHOOK_LIMIT",
            "DISCORD_MAINTENANCE_EVENTS",
            "DISCORD_PUBLISH",
            "RESOURCE_IMAGES",
            "MAIN_APP_URL",
            "MAIN_APP_CATALOG_PATH",
            "MAIN_APP_NOTIFY_PATH",
            "QUICK_SYNC_INTERVAL",
            "FULL_SYNC_INTERVAL",
            "UPTIME_INTERVAL",
            "BACKUP_INTERVAL",
            "BACKUP_KEEP",
            "DIGEST",
            "BACKUP_DIR",
            "GATEWAY_DATA_DIR",
            "WEBHOOK_PORT",
            "CONSOLE_PORT",
            "STATUS_PAGE_PORT",
            "STATUS_PAGE_URL",
            "INGEST_RATE_LIMIT",
            "ALERT_REPEAT",
            "ALERT_FAILED_MESSAGES",
            "CONSOLE_URL",
            "OTLP_ENDPOINT",
            "LOG_FORMAT",
            "DEBUG");

    private static final List<String> SECRET = List.of(
            "DISCORD_TOKEN",
            "DISCORD_WEBHOOK_URL",
            "WEBHOOK_SECRET",
            "OPS_TOKEN",
            "OPS_READ_TOKEN",
            "MAIN_APP_API_KEY",
            "NETLIFY_WEBHOOK_SECRET",
            "VERCEL_WEBHOOK_SECRET",
            "GITHUB_WEBHOOK_SECRET",
            "ALERT_TO",
            "ALERT_SECRET",
            "ALERT_HEARTBEAT_URL",
            "SMTP_URL",
            "RABBITMQ_URL",
            "REDIS_URL",
            "DATABASE_URL");

    private final Settings settings;

    ShownSettings(Settings settings) {
        this.settings = settings;
    }

    Map<String, String> all() {
        Map<String, String> shown = new LinkedHashMap<>();
        PLAIN.forEach(name -> shown.put(
                name, settings.text(name).map(ShownSettings::withoutLogin).orElse("default")));
        SECRET.forEach(name -> shown.put(name, settings.text(name).isPresent() ? "•••••• set" : "not set"));
        return shown;
    }

    private static String withoutLogin(String value) {
        return value.replaceAll("://[^/@]*@", "://");
    }
}
