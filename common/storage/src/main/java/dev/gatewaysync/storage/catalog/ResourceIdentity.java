package dev.gatewaysync.storage.catalog;

import dev.gatewaysync.crypto.Sha256;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a resource is recognised by within its category, and a suggestion among all: its address without what changes while
 * the place stays the same. Beside what {@link NormalizedUrl} leaves out that is {@code http} or {@code https}, a leading
 * {@code www.}, parameters that only count visits, and how a character is encoded (RFC 3986, 6.2.2).
 *
 * <p>Tables hold the SHA-256 of it: PostgreSQL takes no more than 2,704 bytes into an index, and an address may be longer.
 */
public final class ResourceIdentity {
    /** How long a text may be that is a key as it is. */
    private static final int LONGEST_PLAIN_KEY = 200;

    private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern PORT = Pattern.compile(":\\d*$");

    /** Parameters with which advertisers, newsletters and analytics mark a visit; none says what the page shows. */
    private static final Pattern TRACKING = Pattern.compile(
            "(utm|mtm|pk|matomo|piwik|hsa|stm|oly|vero|itm|wt)_\\w+|_?(fbclid|gclid|dclid|yclid|ysclid|twclid|ttclid"
                    + "|msclkid|gclsrc|gbraid|wbraid|srsltid|igshid|igsh|epik|mkt_tok|mc_cid|mc_eid|li_fat_id|rdt_cid"
                    + "|scid|sccid|s_cid|s_kwcid|ef_id|dm_i|_hsenc|_hsmi|hsctatracking|hsenc|hsmi|__hssc|__hstc|__hsfp"
                    + "|_ga|_gl|ga_\\w+|gad|gad_source|gad_campaignid|_openstat|ml_subscriber|ml_subscriber_hash"
                    + "|bsft_\\w+|cmpid|irclickid|wickedid|rb_clickid|zanpid|spm|at_medium|at_campaign"
                    + "|fb_action_ids|fb_action_types|fb_ref|fb_source|action_object_map)",
            Pattern.CASE_INSENSITIVE);

    private ResourceIdentity() {}

    /**
     * Hexadecimal SHA-256 of the address' identity, for a column that is indexed.
     *
     * @return empty if the text is no absolute http(s) URL
     */
    public static Optional<String> key(@Nullable String url) {
        return text(url).map(Sha256::hex);
    }

    /** A key for a text of any length: the text itself where it is short, else its SHA-256. */
    public static String boundedKey(String text) {
        return text.length() <= LONGEST_PLAIN_KEY ? text : Sha256.hex(text);
    }

    static Optional<String> text(@Nullable String url) {
        return NormalizedUrl.of(url).map(ResourceIdentity::ofNormalised);
    }

    private static String ofNormalised(String url) {
        String rest = url.substring(url.indexOf("://") + 3);
        int pathAt = indexOf(rest, '/', indexOf(rest, '?', rest.length()));
        int queryAt = indexOf(rest, '?', rest.length());
        String path = decoded(rest.substring(pathAt, queryAt));
        return authority(rest.substring(0, pathAt)) + withoutTrailingSlashes(path) + query(rest.substring(queryAt));
    }

    private static int indexOf(String text, char sought, int otherwise) {
        int at = text.indexOf(sought);
        return at < 0 ? otherwise : Math.min(at, otherwise);
    }

    private static String authority(String text) {
        int at = text.lastIndexOf('@') + 1;
        String host = text.substring(at);
        Matcher port = PORT.matcher(host);
        String portText = port.find() ? port.group() : "";
        String name = ascii(host.substring(0, host.length() - portText.length()));
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.startsWith("www.") && name.indexOf('.', 4) > 0) {
            name = name.substring(4);
        }
        return text.substring(0, at) + name + portText;
    }

    /** An international name in the form in which it is asked for (RFC 5891). */
    private static String ascii(String host) {
        if (host.chars().allMatch(c -> c < 128)) {
            return host;
        }
        try {
            return IDN.toASCII(host).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return host;
        }
    }

    private static String query(String text) {
        StringBuilder kept = new StringBuilder();
        for (String parameter : text.substring(Math.min(1, text.length())).split("&")) {
            int end = parameter.indexOf('=');
            String name = end < 0 ? parameter : parameter.substring(0, end);
            if (!parameter.isEmpty() && !TRACKING.matcher(name).matches()) {
                kept.append(kept.isEmpty() ? '?' : '&').append(decoded(parameter));
            }
        }
        return kept.toString();
    }

    /** Letters, digits and {@code -._~} never need encoding; of what does, the digits' case means nothing. */
    private static String decoded(String text) {
        return ENCODED.matcher(text).replaceAll(match -> {
            char c = (char) Integer.parseInt(match.group(1), 16);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            return plain ? Character.toString(c) : match.group().toUpperCase(Locale.ROOT);
        });
    }

    private static String withoutTrailingSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
