package dev.gatewaysync.ingest.source;

import dev.gatewaysync.config.SourceAuth;
import dev.gatewaysync.config.SourceDefinition;
import dev.gatewaysync.events.TextSanitizer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What operators may see of a request: no secret that it brought. */
final class Masked {
    static final String MASK = "•••";

    private static final int LONGEST_BODY = 16 * 1024;
    private static final int LONGEST_HEADER = 1_000;
    private static final int MOST_NAMES = 50;
    private static final int SHORTEST_PART = 8;
    private static final String WORDS =
            "authorization|signature|token|secret|password|passwd|cookie|api[-_]?key|credential";

    private static final Pattern SECRET = Pattern.compile("(?i)" + WORDS);

    /** A field of JSON whose name sounds like a secret, cut off at the end or not. */
    private static final Pattern JSON_FIELD = Pattern.compile("(?i)(\"[^\"\\\\]{0,60}(?:" + WORDS
            + ")[^\"\\\\]{0,60}\"\\s{0,9}:\\s{0,9})(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|-?[0-9][^,}\\s]*)");

    private static final Pattern FORM_FIELD =
            Pattern.compile("(?i)((?:^|&)[^=&]{0,60}(?:" + WORDS + ")[^=&]{0,60}=)[^&]*");

    private final SourceDefinition source;

    Masked(SourceDefinition source) {
        this.source = source;
    }

    Map<String, String> headers(Map<String, String> headers) {
        Map<String, String> masked = new LinkedHashMap<>();
        headers.entrySet().stream()
                .limit(MOST_NAMES)
                .forEach(header -> masked.put(
                        cut(header.getKey(), LONGEST_HEADER),
                        isSecret(header.getKey()) ? MASK : cut(withoutSecret(header.getValue()), LONGEST_HEADER)));
        return masked;
    }

    private boolean isSecret(String header) {
        return SECRET.matcher(header).find() || header.equalsIgnoreCase(proofHeader());
    }

    private String proofHeader() {
        return switch (source.auth()) {
            case SourceAuth.Hmac hmac -> hmac.header();
            case SourceAuth.Header header -> header.header();
            default -> "Authorization";
        };
    }

    /** Names alone: a value may be a token whatever its name is. */
    List<String> query(@Nullable String query) {
        return query == null
                ? List.of()
                : Arrays.stream(query.split("&"))
                        .map(parameter -> parameter.replaceAll("=.*", ""))
                        .filter(name -> !name.isEmpty())
                        .limit(MOST_NAMES)
                        .map(name -> cut(name, 100))
                        .toList();
    }

    /** The beginning of the body as a text. */
    String body(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, LONGEST_BODY), StandardCharsets.UTF_8);
        String form = FORM_FIELD.matcher(withoutSecret(start)).replaceAll("$1" + MASK);
        String json = LogAccess.masked(withoutSecret(decoded(form)), "\"" + MASK + "\"");
        String masked = JSON_FIELD.matcher(json).replaceAll("$1\"" + MASK + "\"");
        return TextSanitizer.storable(masked);
    }

    /** A form may hold JSON, which is looked into. */
    private static String decoded(String text) {
        boolean isForm =
                !text.stripLeading().startsWith("{") && !text.stripLeading().startsWith("[") && text.indexOf('=') > 0;
        try {
            return isForm ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
        } catch (IllegalArgumentException e) {
            // Cut within an escape.
            return text;
        }
    }

    /** Nor a part of it: a password without its user, one of several. */
    private String withoutSecret(String text) {
        String secret = source.auth().secret();
        String masked = text.replace(secret, MASK);
        for (String part : secret.split("[,:]")) {
            masked = part.strip().length() < SHORTEST_PART ? masked : masked.replace(part.strip(), MASK);
        }
        return masked;
    }

    private static String cut(String text, int most) {
        String storable = TextSanitizer.storable(text);
        return storable.length() <= most ? storable : storable.substring(0, most) + "…";
    }
}
