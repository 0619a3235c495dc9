package dev.gatewaysync.ingest.signature;

import dev.gatewaysync.service.settings.Settings;
import java.util.Arrays;
import java.util.List;

/**
 * The secrets of the main app.
 *
 * @param all every one is accepted, so that a secret can be rotated
 */
public record WebhookSecrets(List<WebhookSecret> all) {
    private static final String EXAMPLE = "for example WEBHOOK_SECRET=$(openssl rand -hex 32)";

    /** Reads {@code WEBHOOK_SECRET}; what is wrong with it is left in {@code settings}. */
    public static WebhookSecrets read(Settings settings) {
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
        return new WebhookSecrets(values.stream()
                .filter(value -> WebhookSecret.weakness(value).isEmpty())
                .map(WebhookSecret::new)
                .toList());
    }
}
