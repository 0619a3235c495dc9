package dev.gatewaysync.ingest.answer;

import dev.gatewaysync.http.ProblemDocument;
import dev.gatewaysync.ingest.deadline.RequestTime;
import dev.gatewaysync.service.web.ProblemResponses;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what the servlet container refused before a controller saw it. */
@RestController
class ProblemErrorController implements ErrorController {
    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<byte[]> error(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int code = status instanceof Integer known ? known : 404;
        return ProblemResponses.entity(document(code, request), new HttpHeaders());
    }

    private static ProblemDocument document(int code, HttpServletRequest request) {
        // Tomcat answers 400 itself where a body ends early, and that is how a deadline ends it.
        if (code == 408 || code == 400 && RequestTime.isOver(request)) {
            return ProblemDocuments.of(ApiExceptions.tooSlow());
        }
        return ProblemDocuments.of(code == 500 ? 503 : code);
    }
}
