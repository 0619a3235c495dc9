package dev.gatewaysync.ingest;

import dev.gatewaysync.ingest.limit.RateLimit;
import dev.gatewaysync.ingest.signature.WebhookSecret;
import dev.gatewaysync.service.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What this service is told at its start.
 *
 * @param secrets every one is accepted, so that a secret can be rotated; never empty
 * @param rateLimit requests per client; empty if turned off
 */
public record IngestSettings(List<WebhookSecret> secrets, Optional<RateLimit> rateLimit) {
    private static final String EXAMPLE = "for example WEBHOOK_SECRET=$(openssl rand -hex 32)";

    /** Reads and checks; problems are left in {@code settings}. */
    static IngestSettings read(Settings settings) {
        return new IngestSettings(secrets(settings), rateLimit(settings));
    }

    private static List<WebhookSecret> secrets(Settings settings) {
        List<String> values = settings.text("WEBHOOK_SECRET").stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (values.isEmpty()) {
            settings.problem("WEBHOOK_SECRET", "is not set, " + EXAMPLE);
        }
        for (int i = 0; i < values.size(); i++) {
            String which = values.size() == 1 ? "" : "(number " + (i + 1) + " of " + values.size() + ") ";
            WebhookSecret.weakness(values.get(i))
                    .ifPresent(weakness -> settings.problem("WEBHOOK_SECRET", which + weakness + ", " + EXAMPLE));
        }
        return values.stream()
                .filter(value -> WebhookSecret.weakness(value).isEmpty())
                .map(WebhookSecret::new)
                .toList();
    }

    private static Optional<RateLimit> rateLimit(Settings settings) {
        return settings.value(
                "INGEST_RATE_LIMIT",
                Optional.of(RateLimit.parse("600/1m")),
                "must be requests per time, or off",
                "600/1m",
                text -> text.equalsIgnoreCase("off") ? Optional.empty() : Optional.of(RateLimit.parse(text)));
    }
}
