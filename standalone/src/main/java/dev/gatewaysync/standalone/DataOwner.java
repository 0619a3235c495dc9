package dev.gatewaysync.standalone;

import dev.gatewaysync.input.EnvFile;
import dev.gatewaysync.service.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose data a data directory holds: the Discord server, webhook and main app with which it was last used, in its file
 * {@code belongs-to.env}. A history, pinned messages and a catalogue of one server are never shown in another.
 */
final class DataOwner {
    /** Stands for the server of the Discord simulator. */
    private static final String SIMULATED = "simulated";

    private static final Pattern WEBHOOK_ID = Pattern.compile(".*/webhooks/(?<id>\\d+)/.*");
    private static final String SERVER = "SERVER";
    private static final String WEBHOOK = "WEBHOOK";
    private static final String MAIN_APP = "MAIN_APP";
    private static final String STARTED = "STARTED";
    private static final String STARTED_YES = "yes";

    private final Path directory;

    DataOwner(Path directory) {
        this.directory = directory;
    }

    /**
     * Compares the directory with the settings, and remembers these.
     *
     * @param adopt whether the data are to belong to the settings' server from now on
     * @return what the operator should know, one sentence each
     * @throws StartFailedException if the data belong to another server
     */
    List<String> claim(Settings settings, boolean simulated, boolean adopt) {
        Map<String, String> now = new LinkedHashMap<>();
        if (simulated) {
            now.put(SERVER, SIMULATED);
        } else {
            settings.text("GUILD_ID").ifPresent(id -> now.put(SERVER, id));
            settings.text("DISCORD_WEBHOOK_URL").flatMap(DataOwner::webhookId).ifPresent(id -> now.put(WEBHOOK, id));
        }
        settings.text("MAIN_APP_URL").ifPresent(url -> now.put(MAIN_APP, url));
        Map<String, String> before = new LinkedHashMap<>(remembered());
        if (adopt) {
            before.keySet().retainAll(Set.of(STARTED));
        }
        refuseAnotherServer(before, now);
        List<String> notes = new ArrayList<>();
        if (differs(before, now, WEBHOOK)) {
            notes.add(
                    "DISCORD_WEBHOOK_URL is another webhook than at the last start: messages that the old one wrote are not edited any more");
        }
        if (differs(before, now, MAIN_APP)) {
            notes.add(
                    "MAIN_APP_URL is another address than at the last start (" + before.get(MAIN_APP)
                            + "). If it is another app, set GATEWAY_DATA_DIR to a new folder: the next full sync compares its catalogue with the old one");
        }
        Map<String, String> remember = new LinkedHashMap<>(before);
        remember.putAll(now);
        write(remember);
        return notes;
    }

    /** Remembers that everything has been up once, so that from now on there is something to lose. */
    void started() {
        Map<String, String> remember = new LinkedHashMap<>(remembered());
        if (!STARTED_YES.equals(remember.put(STARTED, STARTED_YES))) {
            write(remember);
        }
    }

    boolean hasStarted() {
        return STARTED_YES.equals(remembered().get(STARTED));
    }

    private void refuseAnotherServer(Map<String, String> before, Map<String, String> now) {
        String old = before.getOrDefault(SERVER, "");
        boolean fromSimulator = old.equals(SIMULATED) && !SIMULATED.equals(now.get(SERVER));
        if (!fromSimulator && !differs(before, now, SERVER)) {
            return;
        }
        String current =
                Optional.ofNullable(now.get(SERVER)).map(DataOwner::named).orElse("a webhook's real server");
        throw new StartFailedException(
                "the data in " + directory.toAbsolutePath() + " are of " + named(old)
                        + ", and the settings name " + current
                        + ". Set GATEWAY_DATA_DIR to another folder, or correct the settings"
                        + (SIMULATED.equals(now.get(SERVER))
                                ? " (neither DISCORD_TOKEN nor DISCORD_WEBHOOK_URL is set; is the .env here?)"
                                : "")
                        + ". To take history, catalogue and pinned messages over to it all the same: ./gateway start --adopt-data");
    }

    private static String named(String server) {
        return server.equals(SIMULATED) ? "the simulated Discord server" : "the Discord server " + server;
    }

    private static boolean differs(Map<String, String> before, Map<String, String> now, String key) {
        String old = before.get(key);
        String current = now.get(key);
        return old != null && current != null && !old.equals(current);
    }

    private Map<String, String> remembered() {
        Map<String, String> known = EnvFile.read(file(), Map.of()).values();
        boolean usedWithSimulator = known.isEmpty()
                && Files.exists(directory.resolve("gateway.db"))
                && Files.exists(directory.resolve("simulator").resolve("journal.ndjson"));
        return usedWithSimulator ? Map.of(SERVER, SIMULATED) : known;
    }

    private void write(Map<String, String> owner) {
        StringBuilder text =
                new StringBuilder("# Whose data these are; ./gateway start compares it with the settings.\n");
        owner.forEach((name, value) ->
                text.append(name).append("='").append(value.replace("'", "%27")).append("'\n"));
        try {
            Files.writeString(file(), text);
        } catch (IOException e) {
            throw new StartFailedException(
                    "the file " + file().toAbsolutePath() + " cannot be written: " + e.getMessage());
        }
    }

    private Path file() {
        return directory.resolve("belongs-to.env");
    }

    private static Optional<String> webhookId(String url) {
        Matcher matcher = WEBHOOK_ID.matcher(url);
        return matcher.matches() ? Optional.of(matcher.group("id")) : Optional.empty();
    }
}
