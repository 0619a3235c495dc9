package dev.gatewaysync.ingest.answer;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * One line per request: who, what, status, how long, which event. No query, no headers, no body: those may hold secrets.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class AccessLog implements Filter {
    private static final Logger accessLog = LoggerFactory.getLogger(AccessLog.class);
    private static final int MAX_PATH = 120;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        long start = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            if (accessLog.isInfoEnabled()) {
                accessLog.info(
                        "request.answered method={} path={} status={} ms={} client={}{}",
                        request.getMethod(),
                        printable(request.getRequestURI()),
                        response.getStatus(),
                        Duration.ofNanos(System.nanoTime() - start).toMillis(),
                        request.getRemoteAddr(),
                        AccessLogAttributes.of(request));
            }
        }
    }

    private static String printable(String path) {
        String start = path.length() <= MAX_PATH ? path : path.substring(0, MAX_PATH) + "…";
        return CONTROL.matcher(start).replaceAll("?");
    }
}
