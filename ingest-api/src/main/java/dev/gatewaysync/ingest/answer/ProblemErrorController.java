package dev.gatewaysync.ingest.answer;

import dev.gatewaysync.ingest.deadline.RequestTime;
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
        return ProblemAdvice.answer(document(code, request), new HttpHeaders());
    }

    private static ProblemDocument document(int code, HttpServletRequest request) {
        // Tomcat answers 400 itself where a body ends early, and that is how a deadline ends it.
        if (code == 408 || code == 400 && RequestTime.isOver(request)) {
            return ProblemDocument.of(ApiExceptions.tooSlow());
        }
        return ProblemDocument.of(code == 500 ? 503 : code);
    }
}
