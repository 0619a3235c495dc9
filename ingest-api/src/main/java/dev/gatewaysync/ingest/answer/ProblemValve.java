package dev.gatewaysync.ingest.answer;

import dev.gatewaysync.http.ProblemDocument;
import dev.gatewaysync.service.web.ContainerProblemValve;
import org.apache.catalina.connector.Response;

/** Refusals of Tomcat's in this service's own words, and never 500. */
public final class ProblemValve extends ContainerProblemValve {
    @Override
    protected ProblemDocument problem(int status) {
        return ProblemDocuments.of(status == 500 ? 503 : status);
    }

    @Override
    protected void addHeaders(Response response) {
        // No browser shows these answers.
    }
}
