package dev.gatewaysync.input;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An absolute address with a host, of any scheme. Hosts are taken as the world has them: with underscores, as Docker
 * Compose and Swarm name containers, with labels that begin or end with a hyphen or a digit, international ones, IPv6, with
 * a trailing dot. {@link URI#getHost()} is null for the first three.
 *
 * <p>Nothing that this class says in exceptions repeats the address, which may hold a password.
 *
 * @param scheme in lower case
 * @param userInfo as written, between {@code //} and {@code @}; null if there is none
 * @param host in lower case and ASCII (Punycode); IPv6 in its brackets
 * @param port -1 if none is given
 * @param path as written, in ASCII; may be empty
 * @param query as written, in ASCII, without its question mark; null if there is none
 * @param fragment as written, in ASCII, without its {@code #}; null if there is none
 */
public record WebAddress(
        String scheme,
        @Nullable String userInfo,
        String host,
        int port,
        String path,
        @Nullable String query,
        @Nullable String fragment) {
    private static final Pattern PARTS = Pattern.compile(
            "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<authority>[^/?#]*)(?<path>[^?#]*)(\\?(?<query>[^#]*))?(#(?<fragment>.*))?",
            Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%25[\\w.~-]+|%[\\w.~-]+)?]");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern UNSAFE = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}\\\\\"<>^`{|}]|%(?![0-9A-Fa-f]{2})");
    private static final int LONGEST_HOST = 253;
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads {@code scheme://user@host:port/path?query#fragment}.
     *
     * @throws IllegalArgumentException saying what is wrong with it, as the rest of a sentence about it
     */
    public static WebAddress parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("does not begin with a scheme and ://");
        }
        String authority = parts.group("authority");
        int at = authority.lastIndexOf('@');
        String hostAndPort = authority.substring(at + 1);
        int colon = hostAndPort.startsWith("[")
                ? hostAndPort.indexOf(':', hostAndPort.indexOf(']'))
                : hostAndPort.indexOf(':');
        WebAddress address = new WebAddress(
                parts.group("scheme").toLowerCase(Locale.ROOT),
                at < 0 ? null : ascii(safe(authority.substring(0, at), "user and password")),
                host(colon < 0 ? hostAndPort : hostAndPort.substring(0, colon)),
                colon < 0 ? -1 : port(hostAndPort.substring(colon + 1)),
                Objects.requireNonNull(ascii(safe(parts.group("path"), "path"))),
                ascii(safe(parts.group("query"), "query")),
                ascii(safe(parts.group("fragment"), "fragment")));
        try {
            address.toUri();
            return address;
        } catch (IllegalArgumentException e) {
            // Its message repeats the address.
            throw new IllegalArgumentException("has a character that must be percent-encoded");
        }
    }

    /** As {@link #parse}, for those who do not ask why. */
    public static Optional<WebAddress> of(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The host of {@code uri}, also where {@link URI#getHost()} is null for it; empty if it has none. */
    public static Optional<String> hostOf(URI uri) {
        return uri.getHost() != null
                ? Optional.of(uri.getHost().toLowerCase(Locale.ROOT))
                : of(uri.toString()).map(WebAddress::host);
    }

    /** The port that {@code uri} gives, also where {@link URI#getHost()} is null for it; else -1. */
    public static int portOf(URI uri) {
        return uri.getHost() != null
                ? uri.getPort()
                : of(uri.toString()).map(WebAddress::port).orElse(-1);
    }

    /** Whether the scheme is http or https. */
    public boolean isHttp() {
        return scheme.equals("http") || scheme.equals("https");
    }

    /** Whether {@link java.net.http.HttpClient}, TLS and certificates know such a host name: letters, digits, hyphens. */
    public boolean hasInternetHost() {
        return toUri().getHost() != null;
    }

    /** The same address without user and password. */
    public WebAddress withoutUserInfo() {
        return new WebAddress(scheme, null, host, port, path, query, fragment);
    }

    /** Its {@link URI#getHost()} may be null; {@code HttpRequests} makes a request of it all the same. */
    public URI toUri() {
        return URI.create(toString());
    }

    /** The whole address in ASCII, user and password too. */
    @Override
    public String toString() {
        return scheme + "://" + (userInfo == null ? "" : userInfo + "@") + authority() + path
                + (query == null ? "" : "?" + query) + (fragment == null ? "" : "#" + fragment);
    }

    /** Host and port, as in the header {@code Host}. */
    public String authority() {
        return port < 0 ? host : host + ":" + port;
    }

    private static String host(String written) {
        if (written.isEmpty()) {
            throw new IllegalArgumentException("has no host");
        }
        if (written.startsWith("[")) {
            return ipv6(written);
        }
        String ascii = isAscii(written) ? written : international(written);
        if (ascii.length() > LONGEST_HOST || !NAME.matcher(ascii).matches()) {
            throw new IllegalArgumentException("has a host name that cannot be");
        }
        if (ascii.matches("[\\d.]*\\.[\\d.]*") && !IPV4.matcher(ascii).matches()) {
            throw new IllegalArgumentException("has a host that looks like an IP address and is none");
        }
        return ascii.toLowerCase(Locale.ROOT);
    }

    private static String ipv6(String written) {
        try {
            if (IPV6.matcher(written).matches()) {
                // A literal: nothing is looked up.
                InetAddress.getByName(written.replaceFirst("%.*]", "]"));
                return written.toLowerCase(Locale.ROOT);
            }
        } catch (UnknownHostException e) {
            // Said below.
        }
        throw new IllegalArgumentException("has a host in brackets that is no IPv6 address");
    }

    /** Two standards write these letters differently in ASCII, so that two programs would ask two different hosts. */
    private static String international(String written) {
        if (written.matches(".*[ßẞς\u200c\u200d].*")) {
            throw new IllegalArgumentException(
                    "has a host name that must be written in ASCII (xn--…), because standards differ about it");
        }
        try {
            return IDN.toASCII(UnicodeForm.of(written, Normalizer.Form.NFC), IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            // Its message repeats the host.
            throw new IllegalArgumentException("has a host name that cannot be");
        }
    }

    private static int port(String digits) {
        if (digits.isEmpty()) {
            return -1;
        }
        if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) > HIGHEST_PORT || Integer.parseInt(digits) == 0) {
            throw new IllegalArgumentException("has a port that is none from 1 to " + HIGHEST_PORT);
        }
        return Integer.parseInt(digits);
    }

    private static @Nullable String safe(@Nullable String part, String name) {
        if (part != null && UNSAFE.matcher(part).find()) {
            throw new IllegalArgumentException("has a character in its " + name + " that must be percent-encoded");
        }
        return part;
    }

    private static @Nullable String ascii(@Nullable String part) {
        if (part == null || isAscii(part)) {
            return part;
        }
        StringBuilder encoded = new StringBuilder();
        for (byte unit : UnicodeForm.of(part, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8)) {
            encoded.append(unit >= 0 ? String.valueOf((char) unit) : "%%%02X".formatted(unit & 0xff));
        }
        return encoded.toString();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(letter -> letter < 128);
    }
}
