package dev.gatewaysync.console.doctor;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.service.reload.CurrentConfig;
import dev.gatewaysync.storage.operator.OperatorRequest;
import dev.gatewaysync.storage.operator.OperatorRequests;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Has sync-worker read the first page of the catalogue that {@code gateway.yml} describes: it reads it as a sync would. */
@Component
final class CatalogueCheck implements DisposableBean {
    private static final String NAME = "Catalogue";
    private static final Duration POLL = Duration.ofMillis(200);

    /** Longer than a document may take. */
    private static final int MOST_POLLS = 125;

    private final CurrentConfig config;
    private final OperatorRequests requests;
    private final Waiter waiter = new Waiter();

    CatalogueCheck(CurrentConfig config, OperatorRequests requests) {
        this.config = config;
        this.requests = requests;
    }

    boolean isConfigured() {
        return config.get().catalogue() != null;
    }

    /** @param canAsk whether there is a database, by which sync-worker is asked */
    Check examine(boolean canAsk) {
        if (!canAsk) {
            return Check.skipped(
                    NAME, "not examined without a database", "Start the database, or correct DATABASE_URL");
        }
        Optional<OperatorRequest.Answer> answer;
        try {
            answer = answer(requests.submit(
                    "sync-worker", "catalogue-check", EventJson.mapper().createObjectNode(), "self-check"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer = Optional.empty();
        }
        if (answer.isEmpty()) {
            return Check.failed(
                    NAME, "sync-worker does not say how it reads it", "Start sync-worker; its log says why it stopped");
        }
        String said = answer.get().message();
        if (!"success".equals(answer.get().outcome())) {
            return Check.failed(NAME, said, advice(said));
        }
        return answer.get().result() != null
                        && answer.get().result().path("unusable").asInt(0) > 0
                ? Check.warning(NAME, said, "Correct catalogue.map in gateway.yml, or the items")
                : Check.ok(NAME, said);
    }

    private static String advice(String said) {
        if (said.contains("MAIN_APP_")) {
            return "Check the variable that is named, and catalogue.url in gateway.yml";
        }
        return said.contains("catalogue.")
                ? "Correct what is named in gateway.yml"
                : "Check catalogue.url in gateway.yml, and that it answers";
    }

    private Optional<OperatorRequest.Answer> answer(String id) throws InterruptedException {
        for (int poll = 0; poll < MOST_POLLS && waiter.sleep(POLL); poll++) {
            Optional<OperatorRequest.Answer> answer =
                    requests.find(id).map(OperatorRequest::answer).filter(OperatorRequest.Answer::isFinished);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    @Override
    public void destroy() {
        waiter.stop();
    }
}
