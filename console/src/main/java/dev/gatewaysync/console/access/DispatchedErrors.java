package dev.gatewaysync.console.access;

import dev.gatewaysync.http.ProblemDocument;
import dev.gatewaysync.service.web.ProblemResponses;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what the servlet container refuses before any filter sees it, such as {@code /WEB-INF/web.xml}: like every other address
 * at which there is nothing, and not with a page of Spring's.
 */
@RestController
final class DispatchedErrors implements ErrorController {
    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<byte[]> error(HttpServletRequest request, HttpServletResponse response) {
        SecurityConfiguration.secure(response);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int code = status instanceof Integer known ? known : 404;
        return ProblemResponses.entity(
                ProblemDocument.untyped(code, ProblemResponses.title(code, "Error"), detail(code)), HttpHeaders.EMPTY);
    }

    private static String detail(int status) {
        return status == 404
                ? "There is nothing at this address."
                : status < 500
                        ? "The request was refused before it was read."
                        : "The console has a defect; its log says more.";
    }
}
