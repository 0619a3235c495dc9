package dev.gatewaysync.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every refusal says, as RFC 9457 has it: the one form in which it is written, and read by the command line.
 *
 * @param type a URI that names the kind of problem; {@value #UNTYPED} if its status says all
 * @param title the same for all problems of a kind
 * @param detail about this one, for people
 * @param errors what is wrong with a body, place by place; null if that is not what is wrong
 */
public record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<Violation> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";
    public static final String UNTYPED = "about:blank";

    /** @param pointer where, as a JSON Pointer (RFC 6901) */
    public record Violation(String pointer, String message) {}

    public static ProblemDocument untyped(int status, String title, String detail) {
        return new ProblemDocument(UNTYPED, title, status, detail, null);
    }
}
