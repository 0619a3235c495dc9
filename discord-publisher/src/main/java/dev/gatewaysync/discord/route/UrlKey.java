package dev.gatewaysync.discord.route;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form in which two spellings of one address are equal, and by which the catalogue knows a resource: scheme and host
 * in lower case, no default port, no trailing slash, no fragment.
 */
public final class UrlKey {
    private static final Pattern ABSOLUTE =
            Pattern.compile("(https?)://([^\\s/?#]+)([^\\s?#]*)(\\?[^\\s#]*)?(?:#\\S*)?", Pattern.CASE_INSENSITIVE);

    private UrlKey() {}

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
        String path = url.group(3).replaceFirst("/+$", "");
        return Optional.of(scheme + "://" + authority(scheme, url.group(2)) + path + query);
    }

    private static String authority(String scheme, String text) {
        int at = text.lastIndexOf('@') + 1;
        String defaultPort = scheme.equals("https") ? "443" : "80";
        String host = text.substring(at).toLowerCase(Locale.ROOT).replaceFirst(":(" + defaultPort + ")?$", "");
        return text.substring(0, at) + host;
    }
}
