package dev.gatewaysync.discord;

import dev.gatewaysync.service.StartRefusedException;
import dev.gatewaysync.service.settings.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whose data the database holds: the Discord server, webhook and main app with which it was last used. History, pinned messages
 * and catalogue of one server are never shown in another, however the publisher is run.
 */
final class DatabaseOwner {
    private static final Pattern WEBHOOK_ID = Pattern.compile(".*/webhooks/(?<id>\\d+)/.*");
    private static final String SERVER = "SERVER";
    private static final String WEBHOOK = "WEBHOOK";
    private static final String MAIN_APP = "MAIN_APP";

    private final JdbcClient jdbc;

    DatabaseOwner(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Compares the database with the settings, and remembers these.
     *
     * @return what the operator should know, one sentence each
     * @throws StartRefusedException if the data belong to another server, and {@code GATEWAY_ADOPT_DATA} does not name this one
     */
    List<String> claim(Settings settings) {
        Map<String, String> now = new LinkedHashMap<>();
        settings.text("GUILD_ID").ifPresent(id -> now.put(SERVER, id));
        settings.text("DISCORD_WEBHOOK_URL")
                .map(WEBHOOK_ID::matcher)
                .filter(Matcher::matches)
                .ifPresent(url -> now.put(WEBHOOK, url.group("id")));
        settings.text("MAIN_APP_URL").ifPresent(url -> now.put(MAIN_APP, url));
        Map<String, String> before = remembered();
        if (differs(before, now, SERVER)
                && !settings.text("GATEWAY_ADOPT_DATA", "").equals(now.get(SERVER))) {
            throw new StartRefusedException(List.of("GUILD_ID is " + now.get(SERVER)
                    + ", and the data in the database are of the Discord server " + before.get(SERVER)
                    + ". Correct GUILD_ID, or set DATABASE_URL to another database. To take history, catalogue and pinned"
                    + " messages over to it all the same: GATEWAY_ADOPT_DATA=" + now.get(SERVER)));
        }
        List<String> notes = new ArrayList<>();
        if (differs(before, now, WEBHOOK)) {
            notes.add(
                    "DISCORD_WEBHOOK_URL is another webhook than at the last start: messages that the old one wrote are"
                            + " not edited any more");
        }
        if (differs(before, now, MAIN_APP)) {
            notes.add("MAIN_APP_URL is another address than at the last start (" + before.get(MAIN_APP)
                    + "). If it is another app, set DATABASE_URL to a new database: the next full sync compares its catalogue"
                    + " with the old one");
        }
        now.forEach(this::remember);
        return notes;
    }

    private static boolean differs(Map<String, String> before, Map<String, String> now, String key) {
        String old = before.get(key);
        String current = now.get(key);
        return old != null && current != null && !old.equals(current);
    }

    private Map<String, String> remembered() {
        Map<String, String> remembered = new HashMap<>();
        jdbc.sql("SELECT name, value FROM data_owner").query(row -> {
            remembered.put(row.getString("name"), row.getString("value"));
        });
        return remembered;
    }

    private void remember(String name, String value) {
        jdbc.sql("INSERT INTO data_owner (name, value) VALUES (:name, :value)"
                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                .param("name", name)
                .param("value", value)
                .update();
    }
}
