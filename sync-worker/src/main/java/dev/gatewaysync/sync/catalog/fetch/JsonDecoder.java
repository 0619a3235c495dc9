package dev.gatewaysync.sync.catalog.fetch;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns the bytes of an answer into JSON, or says what they are instead. */
public final class JsonDecoder {
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
        Optional<Charset> marked = Encodings.byteOrderMark(body);
        if (marked.isPresent()) {
            return new String(body, marked.get()).substring(1);
        }
        Optional<String> utf8 = Encodings.utf8(body);
        if (utf8.isPresent()) {
            return utf8.get();
        }
        Charset declared = Encodings.declared(contentType)
                .filter(charset -> !charset.equals(StandardCharsets.UTF_8))
                .orElseThrow(() -> UnreadableDocument.because("is not UTF-8 text"));
        return new String(body, declared);
    }
}
