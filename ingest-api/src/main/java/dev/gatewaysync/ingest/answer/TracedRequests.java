package dev.gatewaysync.ingest.answer;

import dev.gatewaysync.service.trace.TraceStep;
import dev.gatewaysync.service.trace.Tracing;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A request that may bring events is a step of the caller's trace ({@code traceparent} of W3C Trace Context), or begins one. One of
 * somebody who proves no secret is kept nowhere: a stranger fills no collector.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public final class TracedRequests implements Filter {
    static final String HEADER = "traceparent";

    private static final String PROVED = TracedRequests.class.getName();
    private static final int SERVER_ERROR = 500;

    private final Tracing tracing;

    TracedRequests(Tracing tracing) {
        this.tracing = tracing;
    }

    /** To be said of a request whose sender has proved a secret. */
    public static void keep(HttpServletRequest request) {
        request.setAttribute(PROVED, true);
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        if (!request.getMethod().equals("POST")) {
            chain.doFilter(request, response);
            return;
        }
        try (TraceStep step = tracing.begin("POST webhook", Tracing.Kind.SERVER, parent(request))) {
            try {
                chain.doFilter(request, response);
            } finally {
                if (request.getAttribute(PROVED) == null) {
                    step.forget();
                }
                step.tag("http.request.method", "POST");
                step.tag("http.response.status_code", Integer.toString(response.getStatus()));
                if (response.getStatus() >= SERVER_ERROR) {
                    step.failed("answered " + response.getStatus());
                }
            }
        }
    }

    /** Null if there is none, or more than one, which the spec takes for none. */
    private static @Nullable String parent(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HEADER));
        return headers.size() == 1 ? headers.getFirst() : null;
    }
}
