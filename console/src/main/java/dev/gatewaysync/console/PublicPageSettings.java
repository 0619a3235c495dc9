package dev.gatewaysync.console;

import dev.gatewaysync.service.settings.BindAddress;
import dev.gatewaysync.service.settings.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * @param port 0 for any that is free
 * @param address where it listens: everywhere, as ingest-api does, unless {@code BIND_ADDRESS} says otherwise
 * @param publicUrl by which others know the page, without a slash at its end; empty if nobody said it
 */
public record PublicPageSettings(int port, InetAddress address, Optional<URI> publicUrl, String appName) {
    /** Spring's property that says whether there is one. */
    public static final String IS_ON = "gateway.status-page";

    /** Empty while the page is off; also then what is wrong is a problem of {@code settings}. */
    public static Optional<PublicPageSettings> of(Settings settings) {
        Optional<URI> url = settings.httpUrl("STATUS_PAGE_URL", "https://status.example.com");
        if (settings.text("STATUS_PAGE_PORT").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PublicPageSettings(
                settings.listeningPort("STATUS_PAGE_PORT", 3004),
                address(BindAddress.of(settings).orElse(BindAddress.ALL)),
                url,
                settings.text("APP_NAME", "Everything Gateway")));
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address in figures needs no resolver", e);
        }
    }
}
