package dev.gatewaysync.ingest.source;

import dev.gatewaysync.config.source.SourceRequest;
import dev.gatewaysync.ingest.webhook.FormBody;
import dev.gatewaysync.ingest.webhook.JsonBody;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads a request whose body has been read and proved. */
final class SourceBody {
    private SourceBody() {}

    /** @throws dev.gatewaysync.ingest.answer.ApiException if the body is neither JSON nor a form, as its type says */
    static SourceRequest read(HttpServletRequest request, byte[] body) {
        return new SourceRequest(
                FormBody.isForm(request) ? form(body) : JsonBody.parse(body), headers(request), query(request));
    }

    private static JsonNode form(byte[] body) {
        Map<String, List<String>> form = FormBody.texts(body);
        return SourceRequest.jsonIn(form)
                .map(json -> JsonBody.parse(json.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> SourceRequest.form(form));
    }

    /** By their names in lower case. */
    static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", Collections.list(request.getHeaders(name))));
        }
        return headers;
    }

    /** The body is read by now, so that nothing of it is taken for a parameter. */
    private static Map<String, List<String>> query(HttpServletRequest request) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> query.put(name, Arrays.asList(values)));
        return query;
    }
}
