package dev.gatewaysync.sync.catalog.read;

import dev.gatewaysync.config.expression.ExpressionException;
import dev.gatewaysync.config.expression.TextTemplate;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.mainapp.MainAppRedirects;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The addresses of a catalogue's documents, each once. */
final class PageAddresses {
    static final int MOST_PAGES = 10_000;

    private static final String IN_TEMPLATE = "page=";
    private static final Pattern ENCODED = Pattern.compile("(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})*");
    /** So that {@code (page - 1) * 20} can be worked out; a cursor with zeros in front is none. */
    private static final Pattern WHOLE = Pattern.compile("0|[1-9]\\d{0,14}");

    private static final Pattern NUMBER = Pattern.compile("-?\\d+");

    private final TextTemplate template;
    private final Optional<URI> mainApp;
    private final MainAppRedirects redirects;
    private final Map<URI, Integer> seen = new HashMap<>();

    PageAddresses(TextTemplate template, Optional<URI> mainApp, MainAppRedirects redirects) {
        this.template = template;
        this.mainApp = mainApp;
        this.redirects = redirects;
    }

    /** @throws UnreadableDocument if {@code catalogue.url} gives no address */
    PageAddress first() throws UnreadableDocument {
        return seenOnce(inTemplate("1"));
    }

    /** An address that was stored. */
    PageAddress stored(String stored) throws UnreadableDocument {
        return stored.startsWith(IN_TEMPLATE)
                ? inTemplate(stored.substring(IN_TEMPLATE.length()))
                : new PageAddress(URI.create(stored), stored);
    }

    /**
     * The page after one.
     *
     * @param next an absolute address, one relative to the page, or what goes into {@code {{ page }}}
     * @throws UnreadableDocument if it leads nowhere, back, inside another network or on and on
     */
    PageAddress after(URI page, URI origin, String next) throws UnreadableDocument {
        return seenOnce(isAddress(next) ? resolved(page, origin, next, "catalogue.next") : inTemplate(next));
    }

    /** A document that an index names; empty if it has named it before. */
    Optional<PageAddress> named(URI index, URI origin, String location) throws UnreadableDocument {
        PageAddress address = resolved(index, origin, location, "an entry of the index");
        return seen.containsKey(address.uri()) ? Optional.empty() : Optional.of(seenOnce(address));
    }

    private boolean isAddress(String next) throws UnreadableDocument {
        if (next.regionMatches(true, 0, "http://", 0, 7) || next.regionMatches(true, 0, "https://", 0, 8)) {
            return true;
        }
        boolean hasPlace = template.source().contains("{{");
        if (!hasPlace && NUMBER.matcher(next).matches()) {
            throw UnreadableDocument.because(
                    "catalogue.next gives " + next + ", and catalogue.url has no {{ page }} to put it in");
        }
        // A cursor may begin with a slash, but no alphabet of cursors has a question mark.
        return !hasPlace || next.startsWith("?") || next.startsWith("/") && next.contains("?");
    }

    private PageAddress resolved(URI page, URI origin, String location, String what) throws UnreadableDocument {
        try {
            URI target = redirects.target(origin, page, location);
            return new PageAddress(target, target.toString());
        } catch (MainAppRedirects.RefusedRedirectException e) {
            throw UnreadableDocument.because(what + " leads " + e.getMessage());
        }
    }

    private PageAddress inTemplate(String page) throws UnreadableDocument {
        String text;
        try {
            ObjectNode input = EventJson.mapper().createObjectNode();
            text = template.of(
                            WHOLE.matcher(page).matches()
                                    ? input.put("page", Long.parseLong(page))
                                    : input.put("page", page),
                            PageAddresses::encoded)
                    .strip();
        } catch (ExpressionException e) {
            throw UnreadableDocument.because("catalogue.url " + e.reason());
        }
        try {
            URI address = URI.create(text);
            if (address.getScheme() == null) {
                URI app = mainApp.orElseThrow(() -> UnreadableDocument.because(
                        "catalogue.url is no absolute address, and MAIN_APP_URL is not set"));
                address = text.startsWith("/")
                        ? URI.create(app + text)
                        : MainAppRedirects.resolved(URI.create(app + "/"), text);
            }
            if (address.getRawAuthority() != null
                    && address.getScheme().toLowerCase(Locale.ROOT).matches("https?")) {
                return new PageAddress(address, IN_TEMPLATE + page);
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the address, which may hold a key.
        }
        throw UnreadableDocument.because("catalogue.url gives no http or https address");
    }

    /** As it stands in a query; what is encoded already stays as it is. */
    private static String encoded(String value) {
        return ENCODED.matcher(value).matches()
                ? value
                : URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private PageAddress seenOnce(PageAddress address) throws UnreadableDocument {
        Integer before = seen.putIfAbsent(address.uri(), seen.size() + 1);
        if (before != null) {
            throw UnreadableDocument.because(
                    "page " + (seen.size() + 1) + " is at the address of page " + before + " again (catalogue.next)");
        }
        if (seen.size() > MOST_PAGES) {
            throw UnreadableDocument.because("has more than " + MOST_PAGES + " pages (catalogue.next)");
        }
        return address;
    }
}
