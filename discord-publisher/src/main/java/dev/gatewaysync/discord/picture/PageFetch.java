package dev.gatewaysync.discord.picture;

import dev.gatewaysync.http.BoundedHttpClient;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Reads the beginning of a page whose address anybody may have chosen. Nothing inside of our own network is asked (CWE-918), also not after a
 * redirect, nor where a name's address changes between the look and the request: plain http goes to the address that was looked at, and https
 * only to a server that has a certificate for the name.
 */
@Component
final class PageFetch implements AutoCloseable {
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_REDIRECTS = 5;
    private static final int LONGEST_ADDRESS = 2048;
    private static final Pattern HTML = Pattern.compile(
            "(?i)\\s*(?:text/html|application/xhtml\\+xml)\\s*(?:;.*?charset\\s*=\\s*\"?([\\w.:-]{1,40}).*|;.*)?");

    private final BoundedHttpClient http = BoundedHttpClient.http1(Duration.ofSeconds(3));
    private final PageAddresses addresses;

    PageFetch(PageAddresses addresses) {
        this.addresses = addresses;
    }

    /**
     * @param endNanos as {@link System#nanoTime()}, when it has to be there
     * @throws IOException also for what is no page, or is where we do not go
     */
    Page read(String address, long endNanos) throws IOException, InterruptedException {
        URI at = uri(address);
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpResponse<byte[]> answer = http.sendForStart(request(at), left(endNanos), MOST_BYTES);
            String location = answer.headers().firstValue("Location").orElse("");
            if (answer.statusCode() / 100 == 3 && !location.isEmpty()) {
                at = uri(resolved(at, location));
            } else if (answer.statusCode() == 200) {
                return page(at, answer);
            } else {
                throw new IOException("It was answered " + answer.statusCode());
            }
        }
        throw new IOException("There are more than " + MOST_REDIRECTS + " redirects");
    }

    private static Page page(URI at, HttpResponse<byte[]> answer) throws IOException {
        Matcher type = HTML.matcher(answer.headers().firstValue("Content-Type").orElse(""));
        if (!type.matches()) {
            throw new IOException("It is no HTML");
        }
        return new Page(at, answer.body(), type.group(1));
    }

    private static Duration left(long endNanos) throws HttpTimeoutException {
        long left = endNanos - System.nanoTime();
        if (left <= 0) {
            throw new HttpTimeoutException("The time is over");
        }
        return Duration.ofNanos(left);
    }

    private static String resolved(URI at, String location) throws IOException {
        try {
            return at.resolve(location.strip()).toString();
        } catch (IllegalArgumentException e) {
            throw new IOException("It leads to something that is no address");
        }
    }

    private static URI uri(String address) throws IOException {
        try {
            URI uri = new URI(address).parseServerAuthority();
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || !(scheme.equals("http") || scheme.equals("https"))
                    || address.length() > LONGEST_ADDRESS) {
                throw new IOException("It is no address of a page");
            }
            return uri;
        } catch (java.net.URISyntaxException e) {
            throw new IOException("It is no address of a page");
        }
    }

    private HttpRequest request(URI uri) throws IOException {
        InetAddress[] found = InetAddress.getAllByName(uri.getHost());
        for (InetAddress address : found) {
            if (addresses.isForbidden(address)) {
                throw new IOException("It is at a private address");
            }
        }
        boolean isPlain = "http".equalsIgnoreCase(uri.getScheme());
        HttpRequest.Builder request = HttpRequest.newBuilder(isPlain ? at(found[0], uri) : uri);
        if (isPlain) {
            request.header("Host", uri.getRawAuthority());
        }
        return request.header("User-Agent", "gateway-sync link preview")
                .header("Accept", "text/html")
                .GET()
                .build();
    }

    private static URI at(InetAddress address, URI uri) {
        String numeric = address instanceof Inet6Address
                ? "[" + address.getHostAddress().replaceFirst("%.*", "") + "]"
                : address.getHostAddress();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create("http://" + numeric + port + path + query);
    }

    @Override
    public void close() {
        http.close();
    }
}
