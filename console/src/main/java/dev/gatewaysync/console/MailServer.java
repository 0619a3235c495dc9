package dev.gatewaysync.console;

import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.service.settings.Settings;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The mail server of {@code SMTP_URL}: {@code smtp://user:password@host:587?from=gateway@example.com}, where a password goes
 * over TLS only (STARTTLS), or {@code smtps://…:465}. {@code &tls=off} never asks for TLS.
 *
 * @param tls from the first byte
 * @param startTls if the server offers it
 * @param from who mails come from
 */
public record MailServer(
        boolean tls,
        boolean startTls,
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
        if (login.length == 1) {
            throw new Settings.Refused("has a user and no password: user:password@");
        }
        String user = login.length == 0 ? null : decoded(login[0]);
        Map<String, String> options = options(uri.getRawQuery());
        String from = from(options.get("from"), user);
        boolean off = "off".equals(options.get("tls"));
        if (off && (tls || login.length > 0)) {
            throw new Settings.Refused("says tls=off, but smtps:// is TLS, and a password goes over TLS only");
        }
        return new MailServer(
                tls,
                !off,
                host,
                uri.getPort() < 0 ? (tls ? 465 : 587) : uri.getPort(),
                user,
                login.length < 2 ? null : new Secret(decoded(login[1])),
                from);
    }

    private static Map<String, String> options(@Nullable String query) {
        Map<String, String> options = new HashMap<>();
        for (String part : query == null ? new String[0] : query.split("&")) {
            String[] option = part.split("=", 2);
            boolean known = option.length == 2
                    && (option[0].equals("from") || (option[0].equals("tls") && option[1].equals("off")));
            if (!known) {
                throw new Settings.Refused("may have from=ADDRESS and tls=off behind its ?, and nothing else");
            }
            options.put(option[0], decoded(option[1]));
        }
        return options;
    }

    private static String from(@Nullable String from, @Nullable String user) {
        if (from != null) {
            return mailbox(from);
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
        try {
            new InternetAddress(text, true).validate();
            return text.matches("[^\\s@,;<>\"()]+@[^\\s@,;<>\"()]+");
        } catch (AddressException e) {
            return false;
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
