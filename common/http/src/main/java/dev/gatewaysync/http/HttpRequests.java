package dev.gatewaysync.http;

import dev.gatewaysync.input.WebAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.util.Optional;

/**
 * Requests for {@link java.net.http.HttpClient}, also to hosts that it refuses as “unsupported URI”: those for which {@link
 * URI#getHost()} is null, such as {@code main_app}. Such a name is looked up here, and goes out in the header Host.
 */
public final class HttpRequests {
    /** Read once, by the first HTTP client of the process. */
    private static final String ALLOWED = "jdk.httpclient.allowRestrictedHeaders";

    static {
        allowHostHeader();
    }

    private HttpRequests() {}

    /** Looks a host up. */
    @FunctionalInterface
    interface Resolver {
        InetAddress lookUp(String host) throws UnknownHostException;
    }

    /**
     * To be called before the first HTTP client of the process is made; loading this class does it. Where another client was
     * first, requests to such hosts go out with their IP address in the header Host.
     */
    public static void allowHostHeader() {
        String allowed = System.getProperty(ALLOWED, "");
        if (!allowed.matches("(.*,)?\\s*host\\s*(,.*)?")) {
            System.setProperty(ALLOWED, allowed.isEmpty() ? "host" : allowed + ",host");
        }
    }

    /**
     * A host that nobody knows makes a request that fails like any other to an unknown host, when it is sent. So does https to
     * a host with other characters than letters, digits and hyphens, which no certificate can name.
     *
     * @throws IllegalArgumentException if {@code uri} is no absolute http or https address
     */
    public static HttpRequest.Builder to(URI uri) {
        return to(uri, InetAddress::getByName);
    }

    static HttpRequest.Builder to(URI uri, Resolver resolver) {
        if (uri.getHost() != null) {
            return HttpRequest.newBuilder(uri);
        }
        WebAddress address = WebAddress.parse(uri.toString());
        if (address.hasInternetHost()) {
            return HttpRequest.newBuilder(address.toUri());
        }
        // No certificate can name such a host, so https has none to go to.
        Optional<String> ip = address.scheme().equals("http") ? numeric(address.host(), resolver) : Optional.empty();
        // A name that never exists (RFC 6761).
        WebAddress reached = new WebAddress(
                address.scheme(),
                null,
                ip.orElse("unknown-host.invalid"),
                address.port(),
                address.path(),
                address.query(),
                null);
        HttpRequest.Builder request = HttpRequest.newBuilder(reached.toUri());
        try {
            request.header("Host", address.authority());
        } catch (IllegalArgumentException e) {
            // Another client was first: without it then.
        }
        return request;
    }

    private static Optional<String> numeric(String host, Resolver resolver) {
        try {
            InetAddress address = resolver.lookUp(host);
            return Optional.of(
                    address instanceof Inet6Address
                            ? "[" + address.getHostAddress().replace("%", "%25") + "]"
                            : address.getHostAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
