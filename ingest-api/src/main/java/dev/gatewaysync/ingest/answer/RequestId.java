package dev.gatewaysync.ingest.answer;

import dev.gatewaysync.events.EventIds;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Gives every answer the headers that do not depend on what is answered. {@code X-Request-Id} is the sender's own if it is
 * 1 to 64 letters, digits or {@code ._-}, else a new one; it stands in every log line about the request as {@code
 * request_id}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestId implements Filter {
    static final String HEADER = "X-Request-Id";

    private static final String MDC_KEY = "request_id";
    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        String id = orNew(request.getHeader(HEADER));
        response.setHeader(HEADER, id);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        try (MDC.MDCCloseable ignored = MDC.putCloseable(MDC_KEY, id)) {
            chain.doFilter(request, response);
        }
    }

    private static String orNew(@Nullable String given) {
        return given != null && ACCEPTABLE.matcher(given).matches() ? given : EventIds.next();
    }
}
