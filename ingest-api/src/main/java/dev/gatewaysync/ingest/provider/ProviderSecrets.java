package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.service.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The secrets that a provider may sign with, comma-separated in its variable: every one is accepted, so one can be rotated. */
final class ProviderSecrets {
    private final List<byte[]> keys;

    private ProviderSecrets(List<byte[]> keys) {
        this.keys = keys;
    }

    static ProviderSecrets read(Settings settings, String variable) {
        return new ProviderSecrets(settings.secret(variable).map(Secret::reveal).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .distinct()
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    /** All of them, for what must not show any. */
    String joined() {
        return keys.stream().map(key -> new String(key, StandardCharsets.UTF_8)).collect(Collectors.joining(","));
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Tries all of them, so that the time it takes does not tell which one it is. */
    boolean anyMatch(Predicate<byte[]> proves) {
        boolean isProved = false;
        for (byte[] key : keys) {
            isProved |= proves.test(key);
        }
        return isProved;
    }
}
