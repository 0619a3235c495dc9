package dev.gatewaysync.input;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of {@code application/x-www-form-urlencoded}, in their order. */
public final class FormFields {
    private FormFields() {}

    /** One of them, decoded, in whatever encoding its characters are. */
    public record Field(byte[] name, byte[] value) {}

    /** @throws IllegalArgumentException saying, as the rest of a sentence about the form, why it is none */
    public static List<Field> of(byte[] form) {
        List<Field> fields = new ArrayList<>();
        for (int start = 0; start < form.length; ) {
            int end = indexOf(form, '&', start, form.length);
            int equals = indexOf(form, '=', start, end);
            if (end > start) {
                fields.add(new Field(decoded(form, start, equals), decoded(form, Math.min(equals + 1, end), end)));
            }
            start = end + 1;
        }
        return fields;
    }

    /**
     * The texts of each name.
     *
     * @throws IllegalArgumentException as above, and if it is not in UTF-8
     */
    public static Map<String, List<String>> texts(byte[] form) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (Field field : of(form)) {
            texts.computeIfAbsent(text(field.name), name -> new ArrayList<>()).add(text(field.value));
        }
        return texts;
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("is not in UTF-8", e);
        }
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
            throw new IllegalArgumentException("is not encoded as a form: % without two hex digits after it");
        }
        return digit;
    }
}
