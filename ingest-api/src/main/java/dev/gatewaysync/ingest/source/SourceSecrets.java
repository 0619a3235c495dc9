package dev.gatewaysync.ingest.source;

import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.service.settings.SecretStrength;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The secrets of a source: what is configured, and, while one is rotated, each of several with commas between them. Parts
 * that would be weak alone are none: that comma belongs to the secret.
 */
final class SourceSecrets {
    private final List<Secret> secrets;

    private SourceSecrets(List<Secret> secrets) {
        this.secrets = secrets;
    }

    static SourceSecrets of(String configured) {
        List<String> parts =
                Arrays.stream(configured.split(",")).map(String::strip).toList();
        boolean areSeveral = parts.size() > 1
                && parts.stream().allMatch(part -> SecretStrength.weakness(part).isEmpty());
        return new SourceSecrets(Stream.concat(Stream.of(configured), areSeveral ? parts.stream() : Stream.empty())
                .map(Secret::new)
                .toList());
    }

    /** Tries all of them, so that the time it takes does not tell which one it is. */
    boolean anyMatch(Predicate<String> proves) {
        boolean isProved = false;
        for (Secret secret : secrets) {
            isProved |= proves.test(secret.reveal());
        }
        return isProved;
    }

    /** Whether {@code header}, as it came, is one of them. */
    boolean anyEquals(String header) {
        // Tomcat reads headers as ISO-8859-1; a secret with other characters comes as its UTF-8 bytes.
        String utf8 = new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        boolean isProved = false;
        for (Secret secret : secrets) {
            isProved |= secret.matches(header) | secret.matches(utf8);
        }
        return isProved;
    }
}
