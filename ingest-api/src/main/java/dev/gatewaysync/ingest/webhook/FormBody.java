package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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

    /**
     * All its fields by their names: texts, and a list of texts for a name that comes more than once.
     *
     * @throws ApiException if it is not encoded as forms are, or not in UTF-8
     */
    public static ObjectNode object(byte[] form) {
        ObjectNode object = EventJson.mapper().createObjectNode();
        for (int start = 0; start < form.length; ) {
            int end = indexOf(form, '&', start, form.length);
            int equals = indexOf(form, '=', start, end);
            if (end > start) {
                String name = text(decoded(form, start, equals));
                add(object, name, text(decoded(form, Math.min(equals + 1, end), end)));
            }
            start = end + 1;
        }
        return object;
    }

    private static void add(ObjectNode object, String name, String value) {
        JsonNode known = object.get(name);
        if (known == null) {
            object.put(name, value);
        } else if (known instanceof ArrayNode list) {
            list.add(value);
        } else {
            object.putArray(name).add(known).add(value);
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ApiException.of(ProblemType.MALFORMED, "The form is not in UTF-8");
        }
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
