package dev.gatewaysync.console.failed;

import dev.gatewaysync.crypto.Sha256;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Why messages failed, without what differs from message to message, so that those with one cause are one group.
 *
 * @param id short, for links and commands; the same for the same reason
 * @param text the error with ids as {@code …} and numbers as {@code #}
 */
public record Reason(String id, String queue, String errorClass, String text) {
    private static final Pattern IDS =
            Pattern.compile("\\b[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}\\b|\\b[0-9a-f]{16,}\\b|\\b\\d{15,}\\b");
    private static final Pattern NUMBERS = Pattern.compile("(?<![A-Za-z_])\\d+(?:\\.\\d+)?");

    /** HTTP's statuses tell the cause, so they stay. */
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");

    private static final int LONGEST = 160;

    static Reason of(String queue, String errorClass, String error) {
        String text = IDS.matcher(error).replaceAll("…");
        text = NUMBERS.matcher(text)
                .replaceAll(found -> STATUS.matcher(found.group()).matches() ? found.group() : "#");
        text = text.strip();
        text = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return new Reason(Sha256.hex(queue + "\n" + errorClass + "\n" + text).substring(0, 8), queue, errorClass, text);
    }

    /** Whether an operator who writes {@code wanted} means this one. */
    boolean isMeantBy(String wanted) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        return id.equals(lower)
                || errorClass.equals(lower)
                || text.toLowerCase(Locale.ROOT).contains(lower);
    }
}
