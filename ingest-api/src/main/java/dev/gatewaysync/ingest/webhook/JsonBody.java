package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.TextSanitizer;
import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.ApiExceptions;
import dev.gatewaysync.ingest.answer.ProblemType;
import dev.gatewaysync.ingest.deadline.RequestTime;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/** A request body, read within its limit and as strictly as the contract says. */
public final class JsonBody {
    /** ASCII is UTF-8, too; whether the body is, is checked. */
    private static final Set<Charset> READABLE = Set.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII);

    /** A charset is no coding; senders that write it there mean the one that is required anyway. */
    private static final Set<String> UNCOMPRESSED = Set.of("", "identity", "none", "utf-8", "utf8");

    /** What the reader says of itself: places in its source, names of its classes and switches. Senders have neither. */
    private static final Pattern OF_THE_READER = Pattern.compile(" \\(start marker at .*| \\(`JsonToken\\.\\w+`\\)"
            + "| \\(bound as .*|: enable `\\w+\\.\\w+` to allow.*| in VALUE_\\w+|: maybe a \\(non-standard\\) comment.*"
            + "|, from `[^`]*`|`?tools\\.jackson[\\w.$]*`?");

    private JsonBody() {}

    /** @throws ApiException unless the body calls itself JSON in UTF-8, uncompressed */
    static void requireJson(HttpServletRequest request) {
        if (!isJson(request.getContentType())) {
            throw ApiException.of(ProblemType.UNSUPPORTED, "Content-Type must be application/json in UTF-8");
        }
        requireUncompressed(request);
    }

    /** @throws ApiException if the body is compressed, with the header that says so to senders (RFC 9110, section 12.5.3) */
    static void requireUncompressed(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !UNCOMPRESSED.contains(encoding.strip().toLowerCase(Locale.ROOT))) {
            throw ApiException.uncompressedOnly();
        }
    }

    /** @throws ApiException as soon as it is known that the body is larger than {@code limit} bytes */
    static byte[] read(HttpServletRequest request, int limit) {
        return read(request, limit, count -> {});
    }

    /**
     * @param arrived is told how many bytes have come, each time some have
     * @throws ApiException as soon as it is known that the body is larger than {@code limit} bytes
     */
    static byte[] read(HttpServletRequest request, int limit, IntConsumer arrived) {
        long announced = request.getContentLengthLong();
        if (announced > limit) {
            throw tooLarge(limit);
        }
        byte[] body;
        try {
            // What is announced is all there is; one byte more than the limit shows that what is not is too much.
            body = new CountedStream(request.getInputStream(), arrived)
                    .readNBytes(announced < 0 ? limit + 1 : (int) announced);
        } catch (IOException e) {
            throw isTooSlow(request, e)
                    ? ApiExceptions.tooSlow()
                    : ApiException.of(ProblemType.MALFORMED, "The body could not be read to its end");
        }
        if (body.length > limit) {
            throw tooLarge(limit);
        }
        return body;
    }

    /** @throws ApiException if it is no JSON, or JSON that two readers could read differently */
    public static JsonNode parse(byte[] body) {
        requireUtf8(body);
        JsonNode json;
        try {
            json = EventJson.readStrictly(body);
        } catch (JacksonException e) {
            throw ApiException.of(ProblemType.MALFORMED, "The body is no valid JSON: " + explained(e));
        } catch (ArithmeticException | NumberFormatException e) {
            throw ApiException.of(ProblemType.MALFORMED, "The body is no valid JSON: a number is out of range");
        }
        if (json.isMissingNode()) {
            throw ApiException.of(ProblemType.MALFORMED, "The body is empty; it must be a JSON object");
        }
        return json;
    }

    private static boolean isJson(@org.jspecify.annotations.Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return type.getType().equals("application")
                    && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"))
                    && (type.getCharset() == null || READABLE.contains(type.getCharset()));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static void requireUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw ApiException.of(ProblemType.MALFORMED, "The body is no valid UTF-8");
        }
        for (byte b : body) {
            // JSON has no raw NUL; UTF-16 and UTF-32, which the reader would recognise, are full of them.
            if (b == 0) {
                throw ApiException.of(ProblemType.MALFORMED, "The body is no JSON in UTF-8: it has a NUL byte");
            }
        }
    }

    private static boolean isTooSlow(HttpServletRequest request, IOException e) {
        return RequestTime.isOver(request)
                || e instanceof SocketTimeoutException
                || e.getCause() instanceof SocketTimeoutException;
    }

    private static ApiException tooLarge(int limit) {
        return ApiException.of(ProblemType.TOO_LARGE, "The body must not be larger than " + limit + " bytes");
    }

    private static String explained(JacksonException e) {
        String message =
                String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        String what = message.contains("nesting depth")
                ? "it is more than " + EventJson.MAX_DEPTH + " levels deep"
                : TextSanitizer.storable(
                        shortened(OF_THE_READER.matcher(message).replaceAll("").strip()));
        TokenStreamLocation at = e.getLocation();
        return at == null || at.getLineNr() < 0
                ? what
                : what + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private static String shortened(String text) {
        return text.length() <= 160 ? text : text.substring(0, 160) + "…";
    }
}
