package dev.gatewaysync.console.failed;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatewaysync.crypto.Sha256;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why messages failed, without what differs from message to message, so that those with one cause at one target are one group.
 *
 * @param id short, for links and commands; the same for the same reason
 * @param text the error with ids as {@code …} and numbers as {@code #}
 * @param target where they failed; null if they came to none
 * @param cause names the kind of cause for programs; {@code other} where it is known by its text alone
 * @param code Discord's, else an HTTP status; 0 for none
 * @param title in plain words
 * @param cure what to do about it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Reason(
        String id,
        String queue,
        String errorClass,
        String text,
        @Nullable String target,
        String cause,
        int code,
        String title,
        String cure) {
    private static final Pattern IDS =
            Pattern.compile("\\b[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}\\b|\\b[0-9a-f]{16,}\\b|\\b\\d{15,}\\b");
    private static final Pattern NUMBERS = Pattern.compile("(?<![A-Za-z_])\\d+(?:\\.\\d+)?");

    /** HTTP's statuses and Discord's codes tell the cause, so they stay. */
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d|[1-5]\\d{4}");

    private static final int LONGEST = 160;
    private static final String OTHER = "other";

    static Reason of(String queue, @Nullable String target, String errorClass, String error) {
        String text = withoutNumbers(error);
        Explanation explanation = Explanations.of(queue, errorClass, error)
                .orElseGet(() -> new Explanation(
                        OTHER,
                        0,
                        text,
                        "See the error, and the service's log at that time. Mend the cause, then replay.",
                        ""));
        String what = explanation.cause().equals(OTHER)
                ? errorClass + "\n" + text
                : explanation.cause() + "\n" + explanation.code();
        return new Reason(
                Sha256.hex(queue + "\n" + (target == null ? "" : target) + "\n" + what)
                        .substring(0, 8),
                queue,
                errorClass,
                text,
                target,
                explanation.cause(),
                explanation.code(),
                explanation.title(),
                explanation.cure());
    }

    private static String withoutNumbers(String error) {
        String text = IDS.matcher(error).replaceAll("…");
        text = NUMBERS.matcher(text)
                .replaceAll(found -> STATUS.matcher(found.group()).matches() ? found.group() : "#");
        text = text.strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** Whose code it is, too; empty if there is none. */
    public String shownCode() {
        return code == 0 ? "" : code < 600 ? "HTTP " + code : "Discord's code " + code;
    }

    /** Whether an operator who writes {@code wanted} means this one. */
    boolean isMeantBy(String wanted) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        return id.equals(lower)
                || errorClass.equals(lower)
                || cause.equals(lower)
                || (code != 0 && Integer.toString(code).equals(lower))
                || title.toLowerCase(Locale.ROOT).contains(lower)
                || text.toLowerCase(Locale.ROOT).contains(lower);
    }
}
