package dev.gatewaysync.service.settings;

import dev.gatewaysync.events.EventJson;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes out of a text whatever this process was given as a secret, and what looks like a webhook's or a bot's token. */
public final class SecretMask {
    static final String MASK = "•••";

    /** What is shorter may be a word. */
    private static final int SHORTEST = 8;

    private static final Pattern WEBHOOK_TOKEN = Pattern.compile("(/webhooks/\\d+/)[^/?#\\s\"'\\\\]+");
    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?i)\\b(authorization\\W{1,6}(?:bot|bearer|basic)) [\\w.~+/=\\-]{8,}");
    /** Where nothing says what it is: words such as "Basic programming" are none. */
    private static final Pattern CREDENTIALS =
            Pattern.compile("\\b(Bot|Bearer|Basic) (?=[\\w.~+/=\\-]*\\d)[\\w.~+/=\\-]{16,}");

    private final List<String> values;

    private SecretMask(List<String> values) {
        this.values = values;
    }

    public static SecretMask of(Settings settings) {
        return of(settings.secretValues());
    }

    /** @param secrets values; of several with commas or of a user with a password each part is one, too */
    public static SecretMask of(Collection<String> secrets) {
        return new SecretMask(secrets.stream()
                .flatMap(secret -> Stream.concat(Stream.of(secret), Arrays.stream(secret.split("[,:]"))))
                .map(String::strip)
                .filter(secret -> secret.length() >= SHORTEST)
                .flatMap(secret -> Stream.of(secret, inJson(secret)))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    public String masked(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, MASK);
        }
        masked = WEBHOOK_TOKEN.matcher(masked).replaceAll("$1" + MASK);
        String named = AUTHORIZATION.matcher(masked).replaceAll("$1 " + MASK);
        return CREDENTIALS.matcher(named).replaceAll("$1 " + MASK);
    }

    private static String inJson(String secret) {
        String quoted = EventJson.mapper().writeValueAsString(secret);
        return quoted.substring(1, quoted.length() - 1);
    }
}
