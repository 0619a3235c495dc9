package dev.gatewaysync.ingest.answer;

import dev.gatewaysync.service.web.ProblemResponses;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns whatever went wrong into a problem document. Nothing a sender does can make this service answer 500. */
@RestControllerAdvice
class ProblemAdvice {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<byte[]> refused(ApiException apiException) {
        HttpHeaders headers = new HttpHeaders();
        apiException.headers().forEach(headers::set);
        return ProblemResponses.entity(ProblemDocuments.of(apiException), headers);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> badParameter(InvalidParameterException e) {
        return ProblemResponses.entity(ProblemDocuments.of(400), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> bodyEndedEarly(IOException e) {
        return refused(ApiException.of(ProblemType.MALFORMED, "The body could not be read to its end"));
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<byte[]> databaseAway(Exception e) {
        log.warn("The database did not answer: {}", e.toString());
        return refused(ApiExceptions.databaseAway());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> other(Exception e) {
        if (e instanceof ErrorResponse known) {
            HttpStatusCode status = known.getStatusCode();
            return ProblemResponses.entity(ProblemDocuments.of(status.value()), known.getHeaders());
        }
        log.error("A request failed for a reason that nobody foresaw", e);
        HttpHeaders headers = new HttpHeaders();
        headers.set("Retry-After", "5");
        return ProblemResponses.entity(ProblemDocuments.of(503), headers);
    }
}
