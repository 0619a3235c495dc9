package dev.gatewaysync.sync.mainapp;

import dev.gatewaysync.http.PrivateAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer of the main app may send us. Not to the inside of our own network: an address of another origin that is
 * loopback, link-local or private could be a service that trusts whoever reaches it (CWE-918). The main app itself may be
 * private, and may point to its own origin, or to https on its own host.
 */
public final class MainAppRedirects {
    /** Most redirects of one request. */
    public static final int MOST = 5;

    private final Predicate<InetAddress> isPrivate;

    public MainAppRedirects() {
        this(PrivateAddress::is);
    }

    MainAppRedirects(Predicate<InetAddress> isPrivate) {
        this.isPrivate = isPrivate;
    }

    /** For tests, in which every address is private. */
    public static MainAppRedirects toAnywhere() {
        return new MainAppRedirects(address -> false);
    }

    public static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /**
     * @param start what was asked for first
     * @param from whose answer it is
     * @param location the header, empty if there is none
     * @throws RefusedRedirectException if it leads nowhere, or to where we do not go; its message goes on from “redirects”
     */
    public URI target(URI start, URI from, String location) {
        URI to;
        try {
            to = resolved(from, location.strip());
        } catch (IllegalArgumentException e) {
            throw new RefusedRedirectException("to something that is no address");
        }
        String scheme = to.getScheme() == null ? "" : to.getScheme().toLowerCase(Locale.ROOT);
        if (location.isBlank() || to.getRawAuthority() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new RefusedRedirectException("to something that is no http address");
        }
        if (!isOfSameOrigin(start, to) && leadsInside(to)) {
            throw new RefusedRedirectException("to the private address " + shown(to)
                    + " of another origin, which is not followed; set MAIN_APP_URL to it if it is the main app");
        }
        return to;
    }

    /**
     * What a reference means that stands in a document (RFC 3986, 5.2). {@link URI#resolve} is wrong about two: a mere query,
     * for which it drops the last part of the path, and a base without a path.
     *
     * @throws IllegalArgumentException if it is no reference
     */
    public static URI resolved(URI base, String reference) {
        if (reference.startsWith("?")) {
            return URI.create(base.toString().replaceFirst("[?#].*", "") + reference);
        }
        boolean isBare = base.getRawAuthority() != null && "".equals(base.getRawPath());
        return (isBare ? URI.create(base.toString().replaceFirst("[?#].*", "") + "/") : base).resolve(reference);
    }

    /** The same scheme, host and port, or the same host after it insisted on https. What is meant for the one may go to the other. */
    public static boolean isOfSameOrigin(URI start, URI to) {
        if (!host(start).equals(host(to)) || host(start).isEmpty()) {
            return false;
        }
        boolean same = scheme(start).equals(scheme(to)) && port(start) == port(to);
        boolean secured = scheme(start).equals("http") && scheme(to).equals("https");
        return same || secured;
    }

    /** Scheme, host, port and path: what a person needs, without anything that might be secret. */
    public static String shown(URI uri) {
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1) + path;
    }

    private boolean leadsInside(URI to) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host(to))) {
                if (isPrivate.test(address)) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException e) {
            // Then nobody is asked; the request says so.
            return false;
        }
    }

    /** Also where {@link URI#getHost()} sees none, as in {@code http://main_app:3000}. */
    private static String host(URI uri) {
        String authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
        String host = uri.getHost() != null
                ? uri.getHost()
                : authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":\\d*$", "");
        return host.toLowerCase(Locale.ROOT);
    }

    private static int port(URI uri) {
        @Nullable String authority = uri.getRawAuthority();
        int colon = authority == null ? -1 : authority.lastIndexOf(':');
        String port = colon < 0 || authority == null ? "" : authority.substring(colon + 1);
        return port.matches("\\d{1,5}") ? Integer.parseInt(port) : scheme(uri).equals("https") ? 443 : 80;
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /** An answer points to where we do not go. */
    public static final class RefusedRedirectException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedRedirectException(String message) {
            super(message, null, false, false);
        }
    }
}
