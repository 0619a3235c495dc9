package dev.gatewaysync.console.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Cuts an answer that fails after it has begun, such as an export or a page. Its 200 has gone out, so what tells the caller is
 * the end that is missing: the last chunk. Of other failures Tomcat includes the page for errors, which would stand in the
 * middle of the answer; of an aborted connection it only closes it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BrokenAnswers extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(BrokenAnswers.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException e) {
            if (!response.isCommitted()) {
                throw e;
            }
            if (e instanceof IOException) {
                log.debug(
                        "The caller of {} was gone before its answer's end: {}",
                        request.getServletPath(),
                        e.toString());
            } else {
                log.warn("The answer to {} is cut: it failed after it had begun", request.getServletPath(), e);
            }
            throw new ClientAbortException(e);
        }
    }

    /** The second half of a streamed answer is one. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
