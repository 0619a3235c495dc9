package dev.gatewaysync.console.api;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.http.ProblemDocument;
import dev.gatewaysync.service.web.ProblemResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what went wrong: the API as RFC 9457 wants it, pages as a sentence. */
@ControllerAdvice
final class ApiProblems {
    private static final Logger log = LoggerFactory.getLogger(ApiProblems.class);

    @ExceptionHandler
    Object refused(ApiException apiException, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        passOn(apiException, response);
        return answer(apiException.status(), apiException.detail(), request);
    }

    @ExceptionHandler
    Object databaseAway(DataAccessException e, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        passOn(e, response);
        log.warn("The database did not answer {}: {}", request.getServletPath(), String.valueOf(e.getMessage()));
        return answer(503, "The database does not answer; try again.", request);
    }

    /** An answer that has begun must not get a problem into its middle; {@link BrokenAnswers} cuts it. */
    private static void passOn(Exception e, HttpServletResponse response) throws Exception {
        if (response.isCommitted()) {
            throw e;
        }
    }

    @ExceptionHandler
    Object anything(Exception e, HttpServletRequest request, HttpServletResponse response) throws Exception {
        passOn(e, response);
        if (e instanceof ErrorResponse known) {
            HttpStatusCode status = known.getStatusCode();
            String detail = status.value() == 404
                    ? "There is no such page."
                    : known.getBody().getDetail();
            return answer(status.value(), detail == null ? "The request is not understood." : detail, request);
        }
        if (e instanceof InvalidParameterException) {
            return answer(400, "A parameter is not percent-encoded UTF-8.", request);
        }
        if (e instanceof MethodArgumentTypeMismatchException wrong) {
            return answer(400, "The parameter " + wrong.getName() + " is not " + expected(wrong) + ".", request);
        }
        if (e instanceof org.springframework.http.converter.HttpMessageNotReadableException) {
            return answer(
                    400,
                    e.getCause() instanceof UnrecognizedPropertyException unknown
                            ? unknownField(unknown)
                            : "The body is not the JSON that is expected here.",
                    request);
        }
        log.error("A defect answered {}", request.getServletPath(), e);
        return answer(500, "The console has a defect; its log says more.", request);
    }

    private static String unknownField(UnrecognizedPropertyException unknown) {
        Set<String> known = new TreeSet<>();
        if (unknown.getKnownPropertyIds() != null) {
            unknown.getKnownPropertyIds().forEach(id -> known.add(id.toString()));
        }
        return "The body has a field '" + unknown.getPropertyName()
                + "' that nothing here reads; nothing was done. Known are " + String.join(", ", known) + ".";
    }

    private static String expected(MethodArgumentTypeMismatchException wrong) {
        Class<?> type = wrong.getRequiredType();
        if (type == null) {
            return "understood";
        }
        Class<?> boxed = MethodType.methodType(type).wrap().returnType();
        return Number.class.isAssignableFrom(boxed)
                ? "a whole number that this can count"
                : boxed == Boolean.class ? "true or false" : "a " + boxed.getSimpleName();
    }

    private static Object answer(int status, String detail, HttpServletRequest request) {
        String title = ProblemResponses.title(status, "Error");
        if (request.getServletPath().startsWith("/api/")) {
            return ProblemResponses.entity(ProblemDocument.untyped(status, title, detail), HttpHeaders.EMPTY);
        }
        HttpStatus known = HttpStatus.resolve(status);
        return new ModelAndView(
                "problem", Map.of("title", title, "detail", detail), known == null ? HttpStatus.BAD_REQUEST : known);
    }
}
