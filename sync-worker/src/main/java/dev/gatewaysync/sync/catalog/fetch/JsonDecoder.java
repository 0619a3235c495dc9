package dev.gatewaysync.sync.catalog.fetch;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns the bytes of an answer into JSON, or says what they are instead. */
public final class JsonDecoder {
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(100).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonDecoder() {}

    public static JsonNode json(byte[] body, @Nullable String contentType) throws UnreadableDocument {
        String text = text(body, contentType).strip();
        if (text.isEmpty()) {
            throw UnreadableDocument.because("is empty");
        }
        if (text.startsWith("<")) {
            throw UnreadableDocument.missing("HTML instead of JSON");
        }
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw UnreadableDocument.because("is no valid JSON, or only a part of it");
        }
    }

    /** UTF-8 where the bytes are valid UTF-8, whatever the header says: JSON knows no other (RFC 8259, 8.1). */
    private static String text(byte[] body, @Nullable String contentType) throws UnreadableDocument {
        Charset marked = byteOrderMark(body);
        if (marked != null) {
            return new String(body, marked).substring(1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            Charset declared = declared(contentType);
            if (declared == null || declared.equals(StandardCharsets.UTF_8)) {
                throw UnreadableDocument.because("is not UTF-8 text");
            }
            return new String(body, declared);
        }
    }

    private static @Nullable Charset byteOrderMark(byte[] body) {
        if (startsWith(body, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (startsWith(body, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        return startsWith(body, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : null;
    }

    private static boolean startsWith(byte[] body, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i >= body.length || (body[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Charset declared(@Nullable String contentType) {
        Matcher charset = CHARSET.matcher(contentType == null ? "" : contentType.toLowerCase(Locale.ROOT));
        try {
            return charset.find() ? Charset.forName(charset.group(1)) : null;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }
}
