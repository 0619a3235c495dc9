package dev.gatewaysync.console;

import dev.gatewaysync.service.Secret;
import dev.gatewaysync.service.SecretStrength;
import dev.gatewaysync.service.Settings;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * @param opsToken lets in an operator, who may change things
 * @param readToken lets in a reader, who may not
 * @param webhookSecret signs the events that operators send; the first one, if there are several
 * @param ingestUrl where they are sent
 * @param appName as cards show it
 */
public record ConsoleSettings(
        Secret opsToken,
        @Nullable Secret readToken,
        @Nullable Secret webhookSecret,
        URI ingestUrl,
        String appName) {
    static ConsoleSettings of(Settings settings) {
        String ops = settings.required("OPS_TOKEN", "the output of: openssl rand -base64 24");
        settings.text("OPS_TOKEN").ifPresent(token -> check(settings, "OPS_TOKEN", token));
        Optional<String> read = settings.text("OPS_READ_TOKEN");
        read.ifPresent(token -> {
            check(settings, "OPS_READ_TOKEN", token);
            if (token.equals(ops)) {
                settings.problem("OPS_READ_TOKEN", "must differ from OPS_TOKEN, or every reader may change things");
            }
        });
        URI local = URI.create("http://localhost:" + settings.port("WEBHOOK_PORT", 3001));
        return new ConsoleSettings(
                new Secret(ops),
                read.map(Secret::new).orElse(null),
                settings.text("WEBHOOK_SECRET")
                        .map(secrets -> new Secret(secrets.split(",", 2)[0].strip()))
                        .orElse(null),
                settings.httpUrl("INGEST_URL", "http://ingest-api:3001").orElse(local),
                settings.text("APP_NAME", "Everything Gateway"));
    }

    private static void check(Settings settings, String name, String token) {
        SecretStrength.weakness(token)
                .or(() -> token.matches("[\\x21-\\x7e]+")
                        ? Optional.empty()
                        : Optional.of("holds a space or a character outside ASCII, which no header can carry"))
                .ifPresent(weakness ->
                        settings.problem(name, weakness + ", for example the output of: openssl rand -base64 24"));
    }
}
