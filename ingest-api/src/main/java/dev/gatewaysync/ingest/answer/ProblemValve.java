package dev.gatewaysync.ingest.answer;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers what Tomcat refuses before any application sees it, such as an address that is no URI. Tomcat makes it by its
 * class name, so it is public and has no constructor arguments.
 */
public final class ProblemValve extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            if (status == 500) {
                status = 503;
                response.setStatus(status);
            }
            response.setContentType(ProblemDocument.MEDIA_TYPE);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "no-store");
            response.getOutputStream().write(ProblemDocument.of(status).toBytes());
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // The sender is gone, or something has answered already.
        }
    }
}
