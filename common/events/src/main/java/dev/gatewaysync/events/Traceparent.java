package dev.gatewaysync.events;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in somebody's trace, as the header {@code traceparent} of W3C Trace Context names it. What is not written as it says is
 * no place at all: the spec wants such a header ignored, and nobody told.
 *
 * @param value of version 00, also where a later version was sent
 * @param traceId 32 hexadecimal digits
 */
public record Traceparent(String value, String traceId) {
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final Pattern ZEROS = Pattern.compile("0+");

    /** Empty for null, and for what is no place. */
    public static Optional<Traceparent> read(@Nullable String header) {
        Matcher parts = FORM.matcher(header == null ? "" : header.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String version = parts.group(1);
        boolean isKnown = version.equals("00");
        if (version.equals("ff")
                || (isKnown && parts.group(5) != null)
                || ZEROS.matcher(parts.group(2)).matches()
                || ZEROS.matcher(parts.group(3)).matches()) {
            return Optional.empty();
        }
        // Of the flags of a version that is not known the first bit still says whether it is recorded.
        String flags =
                isKnown ? parts.group(4) : String.format(Locale.ROOT, "%02x", Integer.parseInt(parts.group(4), 16) & 1);
        return Optional.of(
                new Traceparent("00-" + parts.group(2) + "-" + parts.group(3) + "-" + flags, parts.group(2)));
    }
}
