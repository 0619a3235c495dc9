package dev.gatewaysync.console.access;

import dev.gatewaysync.events.EventJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Errors of the API, as RFC 9457 wants them. */
public final class Problems {
    private Problems() {}

    public static byte[] body(int status, String title, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        return EventJson.mapper().writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
    }

    static void write(HttpServletResponse response, int status, String title, String detail) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getOutputStream().write(body(status, title, detail));
    }
}
