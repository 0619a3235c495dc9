package dev.gatewaysync.standalone;

import dev.gatewaysync.embedded.FreePort;
import dev.gatewaysync.input.SettingNames;
import dev.gatewaysync.service.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the demo takes of the operator's settings: nothing that leads out of it. Every other one, today's and those to come,
 * is left alone, so that no message of the demo ever reaches a real server, and no sample stands in real data.
 *
 * @param settings of the demo: data in a folder of its own, and ports that are free
 * @param ignored names of ours that are set and not used
 */
record DemoSettings(Settings settings, List<String> ignored) {
    /** With their defaults. */
    private static final Map<String, Integer> PORTS = new TreeMap<>(Map.of(
            "WEBHOOK_PORT", 3001,
            "CONSOLE_PORT", 3002,
            "SIMULATOR_PORT", 3003,
            "INGEST_METRICS_PORT", 9101,
            "WORKER_METRICS_PORT", 9102,
            "PUBLISHER_METRICS_PORT", 9103,
            "CONSOLE_METRICS_PORT", 9104));

    private static final Set<String> HARMLESS =
            Set.of("LOG_FORMAT", "DEBUG", "BIND_ADDRESS", "LANGUAGE", "GATEWAY_MAX_HEAP");
    private static final String DATA = "GATEWAY_DATA_DIR";

    static DemoSettings of(Settings given) {
        Map<String, String> own = new HashMap<>();
        Path data = Path.of(given.text(DATA, "data")).resolve("demo");
        own.put(DATA, data.toString());
        own.put("BACKUP_DIR", data.resolve("backups").toString());
        own.put("HISTORY_ARCHIVE_DIR", data.resolve("archive").toString());
        // An app that somebody stops to see what happens is missed while they still look.
        own.put("UPTIME_INTERVAL", "5s");
        PORTS.forEach((name, standard) -> {
            int wanted = given.port(name, standard);
            own.put(name, Integer.toString(wanted == 0 || FreePort.isFree(wanted) ? wanted : FreePort.find()));
        });
        List<String> ignored = SettingNames.all().stream()
                .filter(name -> given.text(name).isPresent())
                .filter(name -> !own.containsKey(name) && !HARMLESS.contains(name))
                .toList();
        return new DemoSettings(given.only(HARMLESS::contains).withDefaults(own), ignored);
    }
}
