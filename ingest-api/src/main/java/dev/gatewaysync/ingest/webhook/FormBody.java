package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** A body in {@code application/x-www-form-urlencoded} that carries JSON in one of its fields. */
public final class FormBody {
    private FormBody() {}

    public static boolean isForm(HttpServletRequest request) {
        String contentType = request.getContentType();
        try {
            return contentType != null
                    && MediaType.parseMediaType(contentType)
                            .equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /**
     * The bytes of the field {@code name}.
     *
     * @throws ApiException if it is not there once, or is not encoded as forms are
     */
    public static byte[] field(byte[] form, String name) {
        byte[] found = null;
        for (int start = 0; start <= form.length; ) {
            int end = indexOf(form, '&', start, form.length);
            int equals = indexOf(form, '=', start, end);
            if (isNamed(decoded(form, start, equals), name)) {
                if (found != null) {
                    throw ApiException.of(ProblemType.MALFORMED, "The form has more than one field " + name);
                }
                found = decoded(form, Math.min(equals + 1, end), end);
            }
            start = end + 1;
        }
        if (found == null) {
            throw ApiException.of(ProblemType.MALFORMED, "The form has no field " + name + "; the JSON must be in it");
        }
        return found;
    }

    private static boolean isNamed(byte[] decoded, String name) {
        return Arrays.equals(decoded, name.getBytes(StandardCharsets.US_ASCII));
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return to;
    }

    private static byte[] decoded(byte[] bytes, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            if (bytes[i] == '%') {
                out.write(hex(bytes, i + 1, to) << 4 | hex(bytes, i + 2, to));
                i += 2;
            } else {
                out.write(bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return out.toByteArray();
    }

    private static int hex(byte[] bytes, int at, int to) {
        int digit = at < to ? Character.digit(bytes[at], 16) : -1;
        if (digit < 0) {
            throw ApiException.of(
                    ProblemType.MALFORMED, "The form is not encoded as a form: % without two hex digits after it");
        }
        return digit;
    }
}
