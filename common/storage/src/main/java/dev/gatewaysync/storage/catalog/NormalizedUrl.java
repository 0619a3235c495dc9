package dev.gatewaysync.storage.catalog;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form in which two spellings of one address are equal: scheme and host in lower case, no default port, no trailing
 * slash, no fragment. Addresses that {@link java.net.URI} refuses but browsers take are normalised as well.
 */
public final class NormalizedUrl {
    private static final Pattern ABSOLUTE =
            Pattern.compile("(https?)://([^\\s/?#]+)([^\\s?#]*)(\\?[^\\s#]*)?(?:#\\S*)?", Pattern.CASE_INSENSITIVE);

    private NormalizedUrl() {}

    /** Empty if the text is no absolute http(s) URL. */
    public static Optional<String> of(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher url = ABSOLUTE.matcher(text.strip());
        if (!url.matches()) {
            return Optional.empty();
        }
        String scheme = url.group(1).toLowerCase(Locale.ROOT);
        String query = url.group(4) == null ? "" : url.group(4);
        return Optional.of(
                scheme + "://" + authority(scheme, url.group(2)) + withoutTrailingSlashes(url.group(3)) + query);
    }

    private static String authority(String scheme, String text) {
        int at = text.lastIndexOf('@') + 1;
        String host = text.substring(at).toLowerCase(Locale.ROOT);
        String defaultPort = scheme.equals("https") ? ":443" : ":80";
        if (host.endsWith(defaultPort)) {
            host = host.substring(0, host.length() - defaultPort.length());
        } else if (host.endsWith(":")) {
            host = host.substring(0, host.length() - 1);
        }
        return text.substring(0, at) + host;
    }

    private static String withoutTrailingSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
