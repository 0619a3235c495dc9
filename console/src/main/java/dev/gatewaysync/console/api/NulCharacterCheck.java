package dev.gatewaysync.console.api;

import dev.gatewaysync.console.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Refuses JSON that is longer than {@value #LONGEST} bytes, or holds the character NUL, raw or escaped: PostgreSQL stores no
 * text with it.
 */
@ControllerAdvice
final class NulCharacterCheck extends RequestBodyAdviceAdapter {
    /** What an operator sends is short, but for an import, which goes in parts. */
    static final int LONGEST = 8 << 20;

    private static final byte[] ESCAPED = {'u', '0', '0', '0', '0'};

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        byte[] body = message.getBody().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            throw ApiException.tooLarge("The body is longer than " + (LONGEST >> 20)
                    + " MiB. Send an import in parts, as ./gateway updates import does.");
        }
        if (holdsNul(body)) {
            throw ApiException.badRequest("The body holds the character NUL (\\u0000), which no text may have.");
        }
        return new Read(message.getHeaders(), body);
    }

    /** A backslash that is itself escaped begins no escape. */
    static boolean holdsNul(byte[] json) {
        for (int at = 0; at < json.length; at++) {
            if (json[at] == 0) {
                return true;
            }
            if (json[at] == '\\') {
                if (isEscapedNul(json, at + 1)) {
                    return true;
                }
                at++;
            }
        }
        return false;
    }

    private static boolean isEscapedNul(byte[] json, int at) {
        return at + ESCAPED.length <= json.length
                && java.util.Arrays.equals(json, at, at + ESCAPED.length, ESCAPED, 0, ESCAPED.length);
    }

    private record Read(HttpHeaders headers, byte[] body) implements HttpInputMessage {
        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
