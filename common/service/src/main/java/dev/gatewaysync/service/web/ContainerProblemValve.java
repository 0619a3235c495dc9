package dev.gatewaysync.service.web;

import dev.gatewaysync.http.ProblemDocument;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers what Tomcat refuses before any application sees it, such as an address that is no URI, as RFC 9457 wants it, instead
 * of with a page of Tomcat's. Tomcat makes it by its class name, so it is public and has no constructor arguments.
 */
public class ContainerProblemValve extends ErrorReportValve {
    @Override
    protected final void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            ProblemDocument problem = problem(status);
            if (problem.status() != status) {
                response.setStatus(problem.status());
            }
            response.setContentType(ProblemDocument.MEDIA_TYPE);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "no-store");
            addHeaders(response);
            response.getOutputStream().write(ProblemResponses.bytes(problem));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // The caller is gone, or something has answered already.
        }
    }

    /** @param status of Tomcat's; the document's is answered */
    protected ProblemDocument problem(int status) {
        return ProblemDocument.untyped(status, ProblemResponses.title(status, "Error"), detail(status));
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take this method; the Allow header lists those that it takes.";
            default -> "The request was refused before it was read.";
        };
    }

    protected void addHeaders(Response response) {
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("X-Frame-Options", "DENY");
    }
}
