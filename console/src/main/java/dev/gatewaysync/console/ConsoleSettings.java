package dev.gatewaysync.console;

import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.service.settings.SecretStrength;
import dev.gatewaysync.service.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * @param opsTokens each lets in an operator, who may change things
 * @param readTokens each lets in a reader, who may not
 * @param webhookSecret signs the events that operators send; the first one, if there are several
 * @param ingestUrl where they are sent
 * @param appName as cards show it
 */
public record ConsoleSettings(
        List<Secret> opsTokens,
        List<Secret> readTokens,
        @Nullable Secret webhookSecret,
        URI ingestUrl,
        String appName) {
    static ConsoleSettings of(Settings settings) {
        settings.required("OPS_TOKEN", "the output of: openssl rand -base64 24");
        List<Secret> ops = checked(settings, "OPS_TOKEN", settings.secrets("OPS_TOKEN"));
        List<Secret> read = checked(settings, "OPS_READ_TOKEN", settings.secrets("OPS_READ_TOKEN"));
        if (read.stream().anyMatch(token -> ops.stream().anyMatch(other -> other.matches(token.reveal())))) {
            settings.problem("OPS_READ_TOKEN", "must differ from OPS_TOKEN, or every reader may change things");
        }
        URI local = URI.create("http://localhost:" + settings.port("WEBHOOK_PORT", 3001));
        return new ConsoleSettings(
                ops,
                read,
                settings.secrets("WEBHOOK_SECRET").stream().findFirst().orElse(null),
                settings.httpUrl("INGEST_URL", "http://ingest-api:3001").orElse(local),
                settings.text("APP_NAME", "Everything Gateway"));
    }

    private static List<Secret> checked(Settings settings, String name, List<Secret> tokens) {
        if (tokens.isEmpty() && settings.text(name).isPresent()) {
            settings.problem(name, "holds nothing but commas, for example " + name + "=$(openssl rand -base64 24)");
        }
        for (int i = 0; i < tokens.size(); i++) {
            String which = tokens.size() == 1 ? "" : "(number " + (i + 1) + " of " + tokens.size() + ") ";
            weakness(tokens.get(i).reveal())
                    .ifPresent(weakness -> settings.problem(
                            name, which + weakness + ", for example the output of: openssl rand -base64 24"));
        }
        return tokens;
    }

    private static Optional<String> weakness(String token) {
        return SecretStrength.weakness(token)
                .or(() -> token.matches("[\\x21-\\x7e]+")
                        ? Optional.empty()
                        : Optional.of("holds a space or a character outside ASCII, which no header can carry"));
    }
}
