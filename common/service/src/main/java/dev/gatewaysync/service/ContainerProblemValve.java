package dev.gatewaysync.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Answers what Tomcat refuses before any application sees it, such as an address that is no URI, as RFC 9457 wants it, instead
 * of with a page of Tomcat's. Tomcat makes it by its class name, so it is public and has no constructor arguments.
 */
public final class ContainerProblemValve extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            HttpStatus known = HttpStatus.resolve(status);
            String title = known == null ? "Error" : known.getReasonPhrase();
            response.setContentType("application/problem+json");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
            response.setHeader("X-Frame-Options", "DENY");
            response.getOutputStream()
                    .write(("{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status
                                    + ",\"detail\":\"The request was refused before it was read.\"}")
                            .getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // The caller is gone, or something has answered already.
        }
    }
}
