package dev.gatewaysync.console;

import dev.gatewaysync.service.Secret;
import dev.gatewaysync.service.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The mail server of {@code SMTP_URL}: {@code smtp://user:password@host:587?from=gateway@example.com}, where a password goes
 * over TLS only (STARTTLS), or {@code smtps://…:465}.
 *
 * @param from who mails come from
 */
public record MailServer(
        boolean tls,
        String host,
        int port,
        @Nullable String user,
        @Nullable Secret password,
        String from) {
    /** @throws IllegalArgumentException with what is wrong, which does not repeat the value */
    static MailServer parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException withTheUrlInItsMessage) {
            throw new Settings.Refused("is no URL; a password's special characters are written as %40 and so on");
        }
        boolean tls = "smtps".equalsIgnoreCase(uri.getScheme());
        if (!tls && !"smtp".equalsIgnoreCase(uri.getScheme())) {
            throw new Settings.Refused("does not begin with smtp:// or smtps://");
        }
        String host = uri.getHost();
        if (host == null) {
            throw new Settings.Refused("names no host");
        }
        String[] login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        String user = login.length == 0 ? null : decoded(login[0]);
        String from = from(uri.getRawQuery(), user);
        return new MailServer(
                tls,
                host,
                uri.getPort() < 0 ? (tls ? 465 : 587) : uri.getPort(),
                user,
                login.length < 2 ? null : new Secret(decoded(login[1])),
                from);
    }

    private static String from(@Nullable String query, @Nullable String user) {
        for (String part : query == null ? new String[0] : query.split("&")) {
            if (part.startsWith("from=")) {
                return mailbox(decoded(part.substring("from=".length())));
            }
        }
        if (user != null && isMailbox(user)) {
            return user;
        }
        throw new Settings.Refused("does not say who mails come from: add ?from=ADDRESS");
    }

    static String mailbox(String text) {
        if (!isMailbox(text)) {
            throw new Settings.Refused("holds something that is no mail address");
        }
        return text;
    }

    private static boolean isMailbox(String text) {
        return text.matches("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
