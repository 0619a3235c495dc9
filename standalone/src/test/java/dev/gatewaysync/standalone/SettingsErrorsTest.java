package dev.gatewaysync.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysync.service.settings.InvalidSettingsException;
import dev.gatewaysync.service.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code gateway start} says of each wrong setting, before anything starts. The table of docs/settings-errors.md is made of
 * these; {@code -Dgolden.update=true} writes it anew.
 */
class SettingsErrorsTest {
    private static final Path PAGE = Path.of("..", "docs", "settings-errors.md");
    private static final String DISCORD_ID = "1234567890123456789";

    @TempDir
    static Path folder;

    /**
     * @param also other settings that it takes to see the problem
     * @param line what is said, all of it
     */
    record Wrong(String name, String value, Map<String, String> also, String line) {
        @Override
        public String toString() {
            return name + "=" + value;
        }
    }

    static Stream<Wrong> wrong() {
        String http = "must be an absolute http or https URL ";
        String app = ", for example MAIN_APP_URL=https://app.example";
        String amqp = ", for example RABBITMQ_URL=amqp://user:password@localhost:5672";
        String redis = ", for example REDIS_URL=redis://localhost:6379";
        String postgres = ", for example postgres://user:password@localhost:5432/gateway";
        String hour = "must be a duration such as 30s, 5m, 1h, 24h, or milliseconds, for example ";
        String openssl = ", for example the output of: openssl rand -base64 24";
        String hex = ", for example WEBHOOK_SECRET=$(openssl rand -hex 32)";
        String webhook = "is no webhook address: ";
        String webhookExample = "; for example https://discord.com/api/webhooks/1234567890/AbC-123_xyz";
        String server =
                "must be a server's id of 17 to 20 digits (Discord: Developer Mode, right click on the server, Copy Server ID), for example GUILD_ID="
                        + DISCORD_ID;
        String token = ", for example DISCORD_TOKEN=MTk4….Cl2FMQ.ZnCjm1…";
        Map<String, String> inServer = Map.of("GUILD_ID", DISCORD_ID);
        Map<String, String> withToken = Map.of("DISCORD_TOKEN", "MTk4.Cl2FMQ.ZnCjm1");
        Map<String, String> inServerWithToken = Map.of("DISCORD_TOKEN", "MTk4.Cl2FMQ.ZnCjm1", "GUILD_ID", DISCORD_ID);
        String mentions = ". Write type=role, for example DISCORD_MENTIONS=maintenance=" + DISCORD_ID;
        String routes =
                ". Write type=channel, for example DISCORD_ROUTES=bug-fixed=fixes,sync-failed=ops,category-added=off";
        String categories =
                ". Write category=channel, for example DISCORD_CATEGORY_CHANNELS=ai-tools=robots,search-engines=search";
        String ignore = ", for example DISCORD_SUGGESTIONS_IGNORE=pinterest.com,example.org/shop,example.com/*";
        return Stream.of(
                wrong(
                        "REDIS_URL",
                        "localhost:6379",
                        "must be a redis or rediss URL (it does not begin with a scheme and ://)" + redis),
                wrong(
                        "REDIS_URL",
                        "localhost",
                        "must be a redis or rediss URL (it does not begin with a scheme and ://)" + redis),
                wrong(
                        "REDIS_URL",
                        "http://redis:6379",
                        "must be a redis or rediss URL (it begins with http://)" + redis),
                wrong(
                        "REDIS_URL",
                        "redis://cache:66379",
                        "must be a redis or rediss URL (it has a port that is none from 1 to 65535)" + redis),
                wrong(
                        "REDIS_URL",
                        "redis://cache/first",
                        "must be a redis or rediss URL (it ends with something that is no number of a database)"
                                + redis),
                wrong(
                        "REDIS_URL",
                        "redis://:pa{ss@cache",
                        "must be a redis or rediss URL (it has a character in its user and password that must be percent-encoded)"
                                + redis),
                wrong("RABBITMQ_URL", "http://x", "must be an amqp or amqps URL (it begins with http://)" + amqp),
                wrong(
                        "RABBITMQ_URL",
                        "localhost:5672",
                        "must be an amqp or amqps URL (it does not begin with a scheme and ://)" + amqp),
                wrong("RABBITMQ_URL", "amqp://user:password@", "must be an amqp or amqps URL (it has no host)" + amqp),
                wrong(
                        "RABBITMQ_URL",
                        "amqp://one,amqp://two:port",
                        "(number 2 of 2) must be an amqp or amqps URL (it has a port that is none from 1 to 65535)"
                                + amqp),
                wrong(
                        "RABBITMQ_URL",
                        "amqp://cache/one/two",
                        "must be an amqp or amqps URL (it has a second / in its virtual host, which must be written %2F)"
                                + amqp),
                wrong(
                        "RABBITMQ_URL",
                        "amqp://cache?heartbeat=10",
                        "must be an amqp or amqps URL (it goes on with ? or #, which sets nothing here)" + amqp),
                wrong(
                        "RABBITMQ_URL",
                        "amqp://one:a@first,amqp://two:b@second",
                        "has brokers with different users, passwords, virtual hosts or schemes, and one cluster has one"
                                + amqp),
                wrong(
                        "DATABASE_URL",
                        "mysql://user:password@db/gateway",
                        "must begin with postgres://, jdbc:postgresql: or jdbc:sqlite:" + postgres),
                wrong(
                        "DATABASE_URL",
                        "jdbc:mysql://db/gateway",
                        "must begin with postgres://, jdbc:postgresql: or jdbc:sqlite:" + postgres),
                wrong("DATABASE_URL", "postgres://db:5432", "names no database after its host" + postgres),
                wrong("DATABASE_URL", "postgres:///gateway", "is no valid URL (it has no host)" + postgres),
                wrong(
                        "DATABASE_URL",
                        "postgres://user:pa ss@db/gateway",
                        "is no valid URL (it has a character in its user and password that must be percent-encoded)"
                                + postgres),
                wrong(
                        "DISCORD_TOKEN",
                        "Bot MTk4.Cl2FMQ.ZnCjm1",
                        inServer,
                        "must be the token alone, without the word before it" + token),
                wrong(
                        "DISCORD_TOKEN",
                        "MTk4.Cl2FMQ ZnCjm1",
                        inServer,
                        "holds a space or a character outside ASCII" + token),
                wrong("DISCORD_TOKEN", "your-bot-token-here", inServer, "is a placeholder" + token),
                new Wrong(
                        "DISCORD_TOKEN",
                        "MTk4.Cl2FMQ.ZnCjm1",
                        Map.of(),
                        "GUILD_ID is not set, and DISCORD_TOKEN is: the bot needs both, for example GUILD_ID="
                                + DISCORD_ID),
                new Wrong(
                        "GUILD_ID",
                        DISCORD_ID,
                        Map.of(),
                        "DISCORD_TOKEN is not set, and GUILD_ID is: the bot needs both. Set it to the bot's token, or take GUILD_ID out"),
                wrong("GUILD_ID", "my-server", withToken, server),
                wrong("GUILD_ID", "12345", withToken, server),
                wrong("GUILD_ID", "https://discord.com/channels/" + DISCORD_ID, withToken, server),
                wrong(
                        "DISCORD_WEBHOOK_URL",
                        "https://discord.com/api/webhooks/1234567890",
                        webhook + "the token after the webhook's id is missing" + webhookExample),
                wrong(
                        "DISCORD_WEBHOOK_URL",
                        "https://discord.com/channels/1/2",
                        webhook + "its path does not end with /webhooks/ID/TOKEN" + webhookExample),
                wrong(
                        "DISCORD_WEBHOOK_URL",
                        "discord.com/api/webhooks/1/x",
                        webhook + "it does not start with https://" + webhookExample),
                wrong(
                        "DISCORD_API_URL",
                        "discord.com/api",
                        http
                                + "(it does not begin with a scheme and ://), for example DISCORD_API_URL=https://discord.com/api/v10"),
                wrong(
                        "DISCORD_GATEWAY_URL",
                        "https://gateway.discord.gg",
                        "must be a WebSocket URL, for example DISCORD_GATEWAY_URL=wss://gateway.discord.gg"),
                wrong("DISCORD_CREATE_CHANNELS", "maybe", "must be on or off, for example DISCORD_CREATE_CHANNELS=on"),
                wrong("DISCORD_PUBLISH", "always", "must be on or off, for example DISCORD_PUBLISH=on"),
                wrong("RESOURCE_IMAGES", "always", "must be on or off, for example RESOURCE_IMAGES=on"),
                wrong(
                        "DISCORD_MAINTENANCE_EVENTS",
                        "always",
                        "must be on or off, for example DISCORD_MAINTENANCE_EVENTS=off"),
                wrong(
                        "DISCORD_MENTIONS",
                        "maintenance=@everyone",
                        "(number 1 of 1) has no id of a role behind its = (Discord: Developer Mode, right click on the role, Copy Role ID). Everybody cannot be pinged"
                                + mentions),
                wrong(
                        "DISCORD_MENTIONS",
                        "maintenance=Readers",
                        "(number 1 of 1) has no id of a role behind its = (Discord: Developer Mode, right click on the role, Copy Role ID)"
                                + mentions),
                wrong(
                        "DISCORD_MENTIONS",
                        "maintenence=" + DISCORD_ID,
                        "(number 1 of 1) names no type of event before its =. Did you mean maintenance?" + mentions),
                wrong(
                        "DISCORD_ROUTES",
                        "bugfixed=fixes",
                        inServerWithToken,
                        "(number 1 of 1) names no type of event before its =. Did you mean bug-fixed?" + routes),
                wrong(
                        "DISCORD_ROUTES",
                        "bug-fixed=fixes, deploys=live",
                        inServerWithToken,
                        "(number 2 of 2) names no type of event before its =. Types are app-deployed, resource-added, resource-updated, resource-removed, category-added, category-updated, feature-released, maintenance, bug-fixed, custom, milestone-reached, sync-completed, sync-failed, app-status-changed, backup-completed, digest, user-feedback, resource-suggested, suggestion-reviewed, sync-requested"
                                + routes),
                wrong("DISCORD_ROUTES", "bug-fixed", inServerWithToken, "(number 1 of 1) has no =" + routes),
                wrong(
                        "DISCORD_ROUTES",
                        "bug-fixed:fixes",
                        inServerWithToken,
                        "(number 1 of 1) has no =, and a : instead" + routes),
                wrong(
                        "DISCORD_ROUTES",
                        "bug-fixed=",
                        inServerWithToken,
                        "(number 1 of 1) has nothing behind its =" + routes),
                wrong(
                        "DISCORD_ROUTES",
                        "=fixes",
                        inServerWithToken,
                        "(number 1 of 1) has nothing before its =" + routes),
                wrong(
                        "DISCORD_ROUTES",
                        "bug-fixed=fixes,sync-failed=ops,bug-fixed=bugs",
                        inServerWithToken,
                        "(number 3 of 3) is about the same as number 1" + routes),
                wrong(
                        "DISCORD_ROUTES",
                        "bug-fixed=fixes;sync-failed=ops",
                        inServerWithToken,
                        "(number 1 of 1) has a second =. Between two pairs stands a comma" + routes),
                wrong(
                        "DISCORD_ROUTES",
                        "stats-updated=numbers",
                        inServerWithToken,
                        "(number 1 of 1) moves stats-updated, which cannot be moved: the statistics are pinned where they are"
                                + routes),
                wrong(
                        "DISCORD_ROUTES",
                        "bug-fixed=https://discord.com/api/webhooks/1234567890/AbC",
                        inServerWithToken,
                        "(number 1 of 1) has an address behind its =, where a channel's name or id, or off, should be"
                                + routes),
                wrong(
                        "DISCORD_CATEGORY_CHANNELS",
                        "ai-tools",
                        inServerWithToken,
                        "(number 1 of 1) has no =" + categories),
                wrong(
                        "DISCORD_CATEGORY_CHANNELS",
                        "ai-tools=robots,AI Tools=machines",
                        inServerWithToken,
                        "(number 2 of 2) is about the same as number 1" + categories),
                wrong(
                        "DISCORD_CATEGORY_CHANNELS",
                        "***=robots",
                        inServerWithToken,
                        "(number 1 of 1) names no category before its =: no letter or digit is in it" + categories),
                wrong(
                        "DISCORD_SUGGESTIONS_IGNORE",
                        "pinterest.com,localhost,*.example.org,example.com/*",
                        "(number 2 of 4) is no host, or host with a path" + ignore),
                wrong(
                        "DISCORD_UPDATES_CHANNEL",
                        "https://discord.com/api/webhooks/1234567890/AbC",
                        inServerWithToken,
                        "must be a channel's name or id, for example DISCORD_UPDATES_CHANNEL=updates"),
                wrong(
                        "DISCORD_HIDDEN_WEBHOOK_LIMIT",
                        "many",
                        "must be requests/window, or off, for example DISCORD_HIDDEN_WEBHOOK_LIMIT=30/60s"),
                wrong("WEBHOOK_SECRET", "short", "must have at least 16 characters" + hex),
                wrong("WEBHOOK_SECRET", "your-super-secret-key-here", "is a placeholder that everyone knows" + hex),
                wrong(
                        "WEBHOOK_SECRET",
                        "a-good-secret-of-mine,short",
                        "(number 2 of 2) must have at least 16 characters" + hex),
                wrong("OPS_TOKEN", "short", "must have at least 16 characters" + openssl),
                wrong("OPS_TOKEN", "your-ops-token-here", "is a placeholder that everyone knows" + openssl),
                wrong(
                        "OPS_TOKEN",
                        "with spaces between words",
                        "holds a space or a character outside ASCII, which no header can carry" + openssl),
                wrong("OPS_READ_TOKEN", "aaaaaaaaaaaaaaaaaaaa", "is a placeholder that everyone knows" + openssl),
                wrong(
                        "GITHUB_WEBHOOK_SECRET",
                        "changeme",
                        "is a placeholder that everyone knows: set it to the secret that the provider signs with"),
                wrong("MAIN_APP_URL", "app.example", http + "(it does not begin with a scheme and ://)" + app),
                wrong("MAIN_APP_URL", "ftp://app.example", http + "(it begins with ftp://)" + app),
                wrong("MAIN_APP_URL", "https://", http + "(it has no host)" + app),
                wrong(
                        "MAIN_APP_URL",
                        "https://main_app",
                        http
                                + "(it has a host that no certificate can name; letters, digits and hyphens can be, or use http)"
                                + app),
                wrong(
                        "MAIN_APP_URL",
                        "https://user:password@app.example",
                        http + "(it holds a user or password, which would be shown)" + app),
                wrong(
                        "MAIN_APP_URL",
                        "https://app.example/?lang=de",
                        http + "(it goes on with ? or #, where paths are to be added)" + app),
                wrong(
                        "MAIN_APP_CATALOG_PATH",
                        "data/categories.json",
                        "must be a path that starts with /, for example MAIN_APP_CATALOG_PATH=/data/categories.json"),
                new Wrong(
                        "MAIN_APP_NOTIFY_PATH",
                        "/hook",
                        Map.of(),
                        "MAIN_APP_NOTIFY_PATH needs MAIN_APP_URL, for example MAIN_APP_URL=https://app.example"),
                wrong("CATALOG_MAX_SIZE", "lots", "must be a size of at most 512MB, for example CATALOG_MAX_SIZE=20MB"),
                wrong("CATALOG_TIMEOUT", "15 seconds", hour + "CATALOG_TIMEOUT=15s"),
                wrong("QUICK_SYNC_INTERVAL", "hourly", hour + "QUICK_SYNC_INTERVAL=1h"),
                wrong("QUICK_SYNC_INTERVAL", "99999999999999999d", hour + "QUICK_SYNC_INTERVAL=1h"),
                wrong("FULL_SYNC_INTERVAL", "0", hour + "FULL_SYNC_INTERVAL=24h"),
                wrong("UPTIME_INTERVAL", "-5s", hour + "UPTIME_INTERVAL=60s"),
                wrong("BACKUP_INTERVAL", "never", hour + "BACKUP_INTERVAL=24h"),
                wrong("BACKUP_KEEP", "all", "must be a whole number above 0, for example BACKUP_KEEP=30"),
                wrong(
                        "DIGEST",
                        "monthly",
                        "must be off, daily and a time, or weekly, a day and a time, each with the time zone behind it (it begins with none of them), for example DIGEST=weekly fri 18:00 Europe/Berlin"),
                wrong(
                        "DIGEST",
                        "weekly 18:00 Europe/Berlin",
                        "must be off, daily and a time, or weekly, a day and a time, each with the time zone behind it (it has 2 words behind weekly and needs three: the day, the time and the zone), for example DIGEST=weekly fri 18:00 Europe/Berlin"),
                wrong(
                        "DIGEST",
                        "daily 25:00 Europe/Berlin",
                        "must be off, daily and a time, or weekly, a day and a time, each with the time zone behind it (it has no time of day, such as 18:00), for example DIGEST=weekly fri 18:00 Europe/Berlin"),
                wrong(
                        "DIGEST",
                        "weekly fri 18:00 Berlin",
                        "must be off, daily and a time, or weekly, a day and a time, each with the time zone behind it (it names no time zone, such as Europe/Berlin or UTC), for example DIGEST=weekly fri 18:00 Europe/Berlin"),
                wrong(
                        "BACKUP_DIR",
                        "/dev/null/backups",
                        "is below a file: /dev/null. Set another, for example BACKUP_DIR=/var/backups/gateway"),
                wrong(
                        "HISTORY_KEEP_DAYS",
                        "1",
                        "must be a whole number of days, 2 or more, for example HISTORY_KEEP_DAYS=365"),
                wrong(
                        "HISTORY_ARCHIVE_DIR",
                        "/dev/null/archive",
                        "is below a file: /dev/null. Set another, for example HISTORY_ARCHIVE_DIR=/var/archive/gateway"),
                wrong(
                        "SPOOL_DIR",
                        "/dev/null/spool",
                        "is below a file: /dev/null. Set another, for example SPOOL_DIR=/var/lib/gateway/spool"),
                wrong(
                        "GATEWAY_DATA_DIR",
                        "/dev/null/data",
                        "is below a file: /dev/null. Set another, for example GATEWAY_DATA_DIR=/var/lib/gateway-sync"),
                wrong(
                        "INGEST_RATE_LIMIT",
                        "fast",
                        "must be requests per time, or off, for example INGEST_RATE_LIMIT=600/1m"),
                wrong("INGEST_REQUEST_TIMEOUT", "10ms", "must be at least 1s"),
                wrong(
                        "INGEST_URL",
                        "ingest:3001",
                        http
                                + "(it does not begin with a scheme and ://), for example INGEST_URL=http://ingest-api:3001"),
                wrong("WEBHOOK_PORT", "http", "must be a port from 0 to 65535, for example WEBHOOK_PORT=3001"),
                wrong("CONSOLE_PORT", "70000", "must be a port from 0 to 65535, for example CONSOLE_PORT=3002"),
                wrong("STATUS_PAGE_PORT", "on", "must be a port from 0 to 65535, for example STATUS_PAGE_PORT=3004"),
                wrong(
                        "STATUS_PAGE_URL",
                        "status.example.com",
                        "must be an absolute http or https URL (it does not begin with a scheme and ://), for example"
                                + " STATUS_PAGE_URL=https://status.example.com"),
                wrong(
                        "OTLP_ENDPOINT",
                        "collector:4318",
                        "must be an absolute http or https URL (it does not begin with a scheme and ://), for example"
                                + " OTLP_ENDPOINT=http://localhost:4318"),
                new Wrong(
                        "CONSOLE_METRICS_PORT",
                        "9101",
                        Map.of("INGEST_METRICS_PORT", "9101"),
                        "INGEST_METRICS_PORT is 9101, as is CONSOLE_METRICS_PORT: each needs a port of its own"),
                wrong(
                        "ALERT_TO",
                        "channel:ops",
                        Map.of("DISCORD_WEBHOOK_URL", "https://discord.com/api/webhooks/1234567890/AbC-123_xyz"),
                        "names a channel, which needs the bot: set DISCORD_TOKEN and GUILD_ID"),
                wrong(
                        "ALERT_TO",
                        "ops@example.com",
                        Map.of(),
                        "(number 1 of 1) does not begin with a scheme and ://; a place is a Discord webhook's address, channel:NAME,"
                                + " https://…, or mailto:ADDRESS, for example ALERT_TO=channel:ops,mailto:ops@example.com"),
                wrong(
                        "ALERT_SECRET",
                        "short",
                        "must have at least 16 characters, for example the output of: openssl rand -base64 24"),
                wrong(
                        "SMTP_URL",
                        "mail.example.com",
                        "must be a mail server's address (it does not begin with smtp:// or smtps://), for example"
                                + " SMTP_URL=smtp://user:password@mail.example.com:587?from=gateway@example.com"),
                wrong(
                        "ALERT_REPEAT",
                        "often",
                        "must be a duration such as 30s, 5m, 1h, 24h, or milliseconds, for example ALERT_REPEAT=4h"),
                wrong(
                        "ALERT_FAILED_MESSAGES",
                        "-1",
                        "must be a whole number, 0 or above, for example ALERT_FAILED_MESSAGES=10"),
                wrong("LANGUAGE", "fr", "must be en or de, for example LANGUAGE=de"),
                wrong("LOG_FORMAT", "xml", "must be text or json, for example LOG_FORMAT=text"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void a_wrong_setting_is_one_line_before_anything_starts(Wrong wrong) {
        assertThat(problems(wrong.name(), wrong.value(), wrong.also())).containsExactly(wrong.line());
    }

    @Test
    void all_of_them_are_said_at_once() {
        Map<String, String> settings = Map.of(
                "REDIS_URL",
                "localhost",
                "DATABASE_URL",
                "mysql://db",
                "OPS_TOKEN",
                "short",
                "LOG_FORMAT",
                "xml",
                "BACKUP_KEEP",
                "0");
        assertThat(problems(settings)).hasSize(5);
    }

    @Test
    void every_wrong_entry_of_a_list_is_said_at_once() {
        Map<String, String> settings = Map.of(
                "DISCORD_TOKEN",
                "MTk4.Cl2FMQ.ZnCjm1",
                "GUILD_ID",
                DISCORD_ID,
                "DISCORD_ROUTES",
                "bug-fixed=fixes,bugfixed=x,sync-failed,=ops",
                "DISCORD_MENTIONS",
                "maintenance=Readers,bug-fixed=" + DISCORD_ID + ",nothing=1",
                "RABBITMQ_URL",
                "amqp://one,amqp://,http://three",
                "DISCORD_SUGGESTIONS_IGNORE",
                "localhost,example.org,host:80");
        assertThat(problems(settings).stream()
                        .map(line -> line.replaceFirst("\\).*", ")"))
                        .toList())
                .containsExactlyInAnyOrder(
                        "DISCORD_ROUTES (number 2 of 4)",
                        "DISCORD_ROUTES (number 3 of 4)",
                        "DISCORD_ROUTES (number 4 of 4)",
                        "DISCORD_MENTIONS (number 1 of 3)",
                        "DISCORD_MENTIONS (number 3 of 3)",
                        "RABBITMQ_URL (number 2 of 3)",
                        "RABBITMQ_URL (number 3 of 3)",
                        "DISCORD_SUGGESTIONS_IGNORE (number 1 of 3)",
                        "DISCORD_SUGGESTIONS_IGNORE (number 3 of 3)");
    }

    @Test
    void lists_are_taken_as_people_write_them() {
        assertThat(problems(Map.of(
                        "DISCORD_TOKEN",
                        "MTk4.Cl2FMQ.ZnCjm1",
                        "GUILD_ID",
                        DISCORD_ID,
                        "DISCORD_ROUTES",
                        " bug-fixed = #fixes ,, sync-failed=<#" + DISCORD_ID
                                + ">,app-deployed=https://discord.com/channels/" + DISCORD_ID
                                + "/1234567890123456780,category-added=OFF,",
                        "DISCORD_CATEGORY_CHANNELS",
                        "Tools & Utilities=workshop,\nai-tools=robots",
                        "DISCORD_MENTIONS",
                        "maintenance=<@&" + DISCORD_ID + ">",
                        "DISCORD_SUGGESTIONS_IGNORE",
                        "https://Pinterest.com/,, example.org/shop")))
                .isEmpty();
    }

    @Test
    void a_port_that_another_program_has_is_named_by_its_variable() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            for (String name : List.of(
                    "WEBHOOK_PORT",
                    "CONSOLE_PORT",
                    "STATUS_PAGE_PORT",
                    "SIMULATOR_PORT",
                    "INGEST_METRICS_PORT",
                    "WORKER_METRICS_PORT",
                    "PUBLISHER_METRICS_PORT",
                    "CONSOLE_METRICS_PORT")) {
                assertThat(problems(name, port, Map.of()))
                        .hasSize(1)
                        .first()
                        .asString()
                        .startsWith(name + " is " + port
                                + ", and another program has that port. Stop it, or set a free one, for example " + name
                                + "=");
            }
        }
    }

    @Test
    void hosts_of_all_kinds_and_a_thread_of_a_webhook_are_taken() {
        assertThat(
                        problems(
                                Map.of(
                                        "MAIN_APP_URL", "http://main_app:3000/",
                                        "REDIS_URL", "redis://:p%40ss@my_redis:6379/1",
                                        "RABBITMQ_URL", "amqp://user:p%40ss@rabbit_mq:5672/%2F",
                                        "DATABASE_URL", "postgres://user:password@my_db:5432/gateway",
                                        "INGEST_URL", "http://[::1]:3001",
                                        "DISCORD_API_URL", "http://discord_proxy:8080/api/v10",
                                        "DISCORD_WEBHOOK_URL",
                                                "https://discord.com/api/webhooks/1234567890/AbC-123_xyz?thread_id=1234567890123456789")))
                .isEmpty();
        assertThat(problems(Map.of("MAIN_APP_URL", "https://bücher.example"))).isEmpty();
    }

    @Test
    void no_line_repeats_a_value() {
        String secret = "s3cret-that-nobody-may-see";
        wrong().map(Wrong::name)
                .distinct()
                .forEach(name -> assertThat(
                                problems(name, "§ " + secret + " %", Map.of()).toString())
                        .as(name)
                        .doesNotContain(secret));
    }

    @Test
    void the_page_has_every_one_of_them() throws IOException {
        StringBuilder page = new StringBuilder("""
                # What the start says of a wrong setting

                All problems are said at once, one line each, before anything starts; the exit code is 2. A value is never repeated: a
                mistyped secret is still a secret. This table is made by the test that holds it (`SettingsErrorsTest`).

                | setting | what is said |
                | --- | --- |
                """);
        wrong().forEach(wrong -> page.append("| `")
                .append(wrong)
                .append("`")
                .append(
                        wrong.line().startsWith(wrong.name() + " ")
                                        || wrong.also().isEmpty()
                                ? ""
                                : " beside " + wrong.also())
                .append(" | ")
                .append(wrong.line().replace("|", "\\|").replace("<", "&lt;"))
                .append(" |\n"));
        page.append("""

                # What the start says of servers and files

                Broker, Redis and database are asked once, all three, before anything starts. Who answers and refuses stops the start; the
                exit code is 1, so that whoever supervises the process tries again. `DATA` is the data directory. These lines are held by
                `StartFailuresIT`.

                | what is there | what is said |
                | --- | --- |
                """).append(StartFailureLines.table());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
    }

    private static Wrong wrong(String name, String value, String problem) {
        return wrong(name, value, Map.of(), problem);
    }

    private static Wrong wrong(String name, String value, Map<String, String> also, String problem) {
        return new Wrong(name, value, also, name + " " + problem);
    }

    private static List<String> problems(String name, String value, Map<String, String> also) {
        Map<String, String> settings = new HashMap<>(also);
        settings.put(name, value);
        return problems(settings);
    }

    /** On ports and in folders that are free. */
    private static List<String> problems(Map<String, String> given) {
        Map<String, String> settings = new HashMap<>();
        for (String port : List.of(
                "WEBHOOK_PORT",
                "CONSOLE_PORT",
                "SIMULATOR_PORT",
                "INGEST_METRICS_PORT",
                "WORKER_METRICS_PORT",
                "PUBLISHER_METRICS_PORT",
                "CONSOLE_METRICS_PORT")) {
            settings.put(port, "0");
        }
        settings.put("GATEWAY_DATA_DIR", folder.resolve("data").toString());
        settings.put("BACKUP_DIR", folder.resolve("backups").toString());
        settings.put("HISTORY_ARCHIVE_DIR", folder.resolve("archive").toString());
        settings.putAll(given);
        InvalidSettingsException refused =
                catchThrowableOfType(InvalidSettingsException.class, () -> Gateway.check(new Settings(settings)));
        return refused == null
                ? List.of()
                : List.of(String.valueOf(refused.getMessage()).split("\n"));
    }
}
