package dev.gatewaysync.simulator.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites' pages from using this one through the browser of somebody who has both open. A site whose name has been
 * pointed at this machine sends its own name as the host (DNS rebinding); a form or script of another site says where it is
 * from. Addresses and names without a dot belong to no site.
 */
public final class OwnPage implements HttpHandler {
    private static final Pattern ADDRESS_OR_PLAIN_NAME = Pattern.compile(
            "(\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]|[a-z0-9_-]+|[a-z0-9_.-]+\\.localhost)(:\\d{1,5})?");

    private static final int MISDIRECTED = 421;

    private final HttpHandler next;

    public OwnPage(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        if (!isOurs(host)) {
            refuse(exchange, MISDIRECTED, "Use the simulator's address, or localhost.");
        } else if (!isFromHere(exchange.getRequestHeaders().getFirst(Headers.ORIGIN), String.valueOf(host))) {
            refuse(exchange, StatusCodes.FORBIDDEN, "Another site's page has no business here.");
        } else {
            next.handleRequest(exchange);
        }
    }

    static boolean isOurs(@Nullable String host) {
        return host != null
                && ADDRESS_OR_PLAIN_NAME.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    static boolean isFromHere(@Nullable String origin, String host) {
        return origin == null
                || origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host);
    }

    private static void refuse(HttpServerExchange exchange, int status, String why) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
        exchange.getResponseSender().send(why);
    }
}
