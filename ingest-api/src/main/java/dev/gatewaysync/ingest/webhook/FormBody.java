package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.ProblemType;
import dev.gatewaysync.input.FormFields;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** A body in {@code application/x-www-form-urlencoded}. */
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
        byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
        List<byte[]> found = decoded(() -> FormFields.of(form)).stream()
                .filter(field -> Arrays.equals(field.name(), wanted))
                .map(FormFields.Field::value)
                .toList();
        if (found.size() > 1) {
            throw ApiException.of(ProblemType.MALFORMED, "The form has more than one field " + name);
        }
        if (found.isEmpty()) {
            throw ApiException.of(ProblemType.MALFORMED, "The form has no field " + name + "; the JSON must be in it");
        }
        return found.getFirst();
    }

    /**
     * The texts of each field.
     *
     * @throws ApiException if it is not encoded as forms are, or not in UTF-8
     */
    public static Map<String, List<String>> texts(byte[] form) {
        return decoded(() -> FormFields.texts(form));
    }

    private static <T> T decoded(Supplier<T> form) {
        try {
            return form.get();
        } catch (IllegalArgumentException e) {
            throw ApiException.of(ProblemType.MALFORMED, "The form " + e.getMessage());
        }
    }
}
