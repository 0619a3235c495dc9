package dev.gatewaysync.standalone;

import dev.gatewaysync.service.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a person finds the secrets that are in force: what {@code .env} or the environment set is not in the secrets' file. */
final class SecretPlaces {
    private final Settings settings;
    private final Path secretsFile;
    private final Path folder;

    /**
     * @param secretsFile for what nobody set
     * @param folder of {@code .env}
     */
    SecretPlaces(Settings settings, Path secretsFile, Path folder) {
        this.settings = settings;
        this.secretsFile = secretsFile;
        this.folder = folder;
    }

    String of(String name) {
        return settings.originOf(name).orElse(secretsFile.toString());
    }

    /** Of several names, each place once: {@code .env (OPS_TOKEN), data/secrets.env (WEBHOOK_SECRET)}. */
    String ofBoth(String one, String other) {
        return of(one).equals(of(other)) ? of(one) : of(one) + " (" + one + "), " + of(other) + " (" + other + ")";
    }

    /** A line that brings {@code name} into a shell, or a comment that says where it is. */
    String toShell(String name) {
        if (settings.originOf(name).isEmpty()) {
            return ". " + dotted(secretsFile.toString());
        }
        if (of(name).equals(".env") && isPlainLine(name)) {
            return name + "=$(sed -n 's/^" + name + "=//p' .env)";
        }
        return "# " + name + " is in " + of(name)
                + (settings.text(name, "").indexOf(',') < 0 ? "" : ", several of them: set it to one")
                + (of(name).equals(".env") ? "; set it here too" : "");
    }

    /** Only then is it for a shell what it is for us. */
    private boolean isPlainLine(String name) {
        String value = settings.text(name, "");
        try {
            return value.matches("[A-Za-z0-9_-]+")
                    && Files.readAllLines(folder.resolve(".env")).stream()
                            .filter(line -> line.startsWith(name + "="))
                            .toList()
                            .equals(java.util.List.of(name + "=" + value));
        } catch (IOException e) {
            return false;
        }
    }

    /** A shell looks a name without a slash up on its PATH. */
    private static String dotted(String path) {
        return path.startsWith("/") ? path : "./" + path;
    }
}
