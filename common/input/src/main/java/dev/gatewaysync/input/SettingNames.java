package dev.gatewaysync.input;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names of all settings, so that one that is nearly right can be told from one that is somebody else's. */
public final class SettingNames {
    /** Of the services, the commands and the start script, as in docs/configuration.md. */
    private static final Set<String> OURS = Set.of(
            "ALERT_FAILED_MESSAGES",
            "ALERT_HEARTBEAT_URL",
            "ALERT_REPEAT",
            "ALERT_SECRET",
            "ALERT_TO",
            "APP_NAME",
            "BACKUP_DIR",
            "BACKUP_INTERVAL",
            "BACKUP_KEEP",
            "BIND_ADDRESS",
            "CATALOG_MAX_SIZE",
            "CATALOG_TIMEOUT",
            "CONSOLE_METRICS_PORT",
            "CONSOLE_PORT",
            "CONSOLE_URL",
            "DATABASE_URL",
            "DEBUG",
            "DIGEST",
            "DISCORD_API_URL",
            "DISCORD_CATEGORY_CHANNELS",
            "DISCORD_CREATE_CHANNELS",
            "DISCORD_GATEWAY_URL",
            "DISCORD_HIDDEN_WEBHOOK_LIMIT",
            "DISCORD_MAINTENANCE_EVENTS",
            "DISCORD_MENTIONS",
            "DISCORD_PUBLISH",
            "DISCORD_ROUTES",
            "DISCORD_SUGGESTIONS_IGNORE",
            "DISCORD_TOKEN",
            "DISCORD_UPDATES_CHANNEL",
            "DISCORD_WEBHOOK_URL",
            "FULL_SYNC_INTERVAL",
            "GATEWAY_ADOPT_DATA",
            "GATEWAY_CONFIG",
            "GATEWAY_DATA_DIR",
            "GATEWAY_EMBEDDED",
            "GATEWAY_MAX_HEAP",
            "GATEWAY_URL",
            "GITHUB_WEBHOOK_SECRET",
            "GUILD_ID",
            "HISTORY_ARCHIVE_DIR",
            "HISTORY_KEEP_DAYS",
            "INGEST_METRICS_PORT",
            "INGEST_RATE_LIMIT",
            "INGEST_REQUEST_TIMEOUT",
            "INGEST_URL",
            "LANGUAGE",
            "LOG_FORMAT",
            "MAIN_APP_API_KEY",
            "MAIN_APP_CATALOG_PATH",
            "MAIN_APP_NOTIFY_PATH",
            "MAIN_APP_URL",
            "NETLIFY_WEBHOOK_SECRET",
            "OPS_READ_TOKEN",
            "OPS_TOKEN",
            "OTLP_ENDPOINT",
            "PUBLISHER_METRICS_PORT",
            "QUICK_SYNC_INTERVAL",
            "RABBITMQ_URL",
            "REDIS_URL",
            "RESOURCE_IMAGES",
            "SIMULATOR_PORT",
            "SMTP_URL",
            "SPOOL_DIR",
            "STATUS_PAGE_PORT",
            "STATUS_PAGE_URL",
            "UPTIME_BODY_CHECK",
            "UPTIME_INTERVAL",
            "UPTIME_PATH",
            "UPTIME_TIMEOUT",
            "VERCEL_WEBHOOK_SECRET",
            "WEBHOOK_PORT",
            "WEBHOOK_SECRET",
            "WORKER_METRICS_PORT");

    /** Of docker-compose.yml and the simulator alone. */
    private static final Set<String> AROUND = Set.of(
            "GATEWAY_IMAGE",
            "GRAFANA_PASSWORD",
            "GRAFANA_PORT",
            "JAVA_OPTS",
            "METRICS_RETENTION",
            "POSTGRES_PASSWORD",
            "PROMETHEUS_PORT",
            "PROXY_IMAGE",
            "RABBITMQ_MANAGEMENT_PORT",
            "RABBITMQ_PASSWORD",
            "REDIS_PASSWORD",
            "SIMULATOR_BIND_ADDRESS",
            "SIMULATOR_BOT_TOKEN",
            "SIMULATOR_MESSAGE_CONTENT",
            "SIMULATOR_STATE_FILE",
            "SIMULATOR_WEBHOOK_TOKEN",
            "SIMULATOR_WINDOW_MODE");

    /** In shorter names two letters make another word. */
    private static final int LONG = 8;

    private SettingNames() {}

    public static Set<String> all() {
        return new TreeSet<>(OURS);
    }

    /** Whether it is exactly a name of ours, or one that docker-compose.yml reads. */
    static boolean isKnown(String name) {
        return OURS.contains(name) || AROUND.contains(name);
    }

    /** One sentence for each of {@code names} that is none of ours and resembles one; in order. */
    public static List<String> misspelt(Collection<String> names) {
        List<String> sentences = new ArrayList<>();
        for (String name : new TreeSet<>(names)) {
            meantBy(name).ifPresent(meant -> sentences.add(name + " is no setting. Did you mean " + meant + "?"));
        }
        return sentences;
    }

    static Optional<String> meantBy(String name) {
        if (isKnown(name)) {
            return Optional.empty();
        }
        int allowed = plain(name).length() >= LONG ? 2 : 1;
        return Spelling.meant(name, all(), SettingNames::plain, allowed);
    }

    private static String plain(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }
}
