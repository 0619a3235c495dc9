package dev.gatewaysync.discord.rest;

import dev.gatewaysync.service.settings.SecretMask;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where Discord is and how long to wait for it.
 *
 * @param apiUrl value of {@code DISCORD_API_URL}; {@code null} is Discord itself, and webhooks then keep their host
 * @param botToken {@code null} in webhook-only mode
 * @param connectTimeout for the connection alone
 * @param requestTimeout from sending to the last byte of the answer
 * @param mask of all secrets that no body may show to operators
 */
public record RestSettings(
        @Nullable URI apiUrl,
        @Nullable String botToken,
        Duration connectTimeout,
        Duration requestTimeout,
        SecretMask mask) {

    private static final URI DISCORD = URI.create("https://discord.com/api/v10");

    /** Discord blocks clients without a User-Agent of this form (code 40333). */
    static final String USER_AGENT = "DiscordBot (https://github.com/gateway-sync, 0.1)";

    public RestSettings {
        // The HTTP client would refuse such a header too, and print it.
        if (botToken != null && !botToken.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException(
                    "DISCORD_TOKEN holds a space or a character outside ASCII; a token looks like MTk4….Cl2FMQ.ZnCjm1…");
        }
    }

    /** @throws IllegalArgumentException when {@code apiUrl} is no absolute http(s) URL */
    public static RestSettings of(@Nullable String apiUrl, @Nullable String botToken) {
        return new RestSettings(
                present(apiUrl).map(RestSettings::readApiUrl).orElse(null),
                present(botToken).orElse(null),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                SecretMask.of(List.of()));
    }

    public RestSettings withRequestTimeout(Duration timeout) {
        return new RestSettings(apiUrl, botToken, connectTimeout, timeout, mask);
    }

    public RestSettings withMask(SecretMask of) {
        return new RestSettings(apiUrl, botToken, connectTimeout, requestTimeout, of);
    }

    URI botBase() {
        return apiUrl == null ? DISCORD : apiUrl;
    }

    URI webhookBase(WebhookAddress webhook) {
        return apiUrl == null ? webhook.base() : apiUrl;
    }

    @Override
    public String toString() {
        return "RestSettings[apiUrl=" + botBase() + ", botToken=" + (botToken == null ? "<not set>" : "<set>") + "]";
    }

    private static Optional<String> present(@Nullable String text) {
        return Optional.ofNullable(text).map(String::trim).filter(trimmed -> !trimmed.isEmpty());
    }

    private static URI readApiUrl(String text) {
        String withoutSlash = text.replaceAll("/+$", "");
        if (!withoutSlash.matches("(?i)https?://[^\\s/?#@]+[^\\s?#]*")) {
            throw new IllegalArgumentException("DISCORD_API_URL is no http(s) address without query; for example "
                    + DISCORD + ", or http://localhost:3003/api/v10");
        }
        return URI.create(withoutSlash);
    }
}
