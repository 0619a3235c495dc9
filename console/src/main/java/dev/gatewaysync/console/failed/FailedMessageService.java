package dev.gatewaysync.console.failed;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.audit.AuditLog;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What operators do about failed messages; API and pages both come here. */
@Component
public final class FailedMessageService {
    /** Messages a second, unless an operator wants another rate. */
    public static final int RATE = 10;

    private static final int FASTEST = 100;

    private final FailedMessageQueries failures;
    private final ReplayJobs jobs;
    private final ReplayRunner runner;
    private final AuditLog audit;

    FailedMessageService(FailedMessageQueries failures, ReplayJobs jobs, ReplayRunner runner, AuditLog audit) {
        this.failures = failures;
        this.jobs = jobs;
        this.runner = runner;
        this.audit = audit;
    }

    public ReplayPlan plan(Selection selection, int rate) {
        return ReplayPlan.of(failures.select(checked(selection)), checkedRate(rate));
    }

    /** @return the job's id; empty if nothing is open any more */
    public Optional<String> replay(Selection selection, int rate, Operator operator, @Nullable String why) {
        List<FailedMessage> selected = failures.select(checked(selection));
        if (selected.isEmpty()) {
            return Optional.empty();
        }
        audit.record(operator, "replay", described(selected), why);
        String job = jobs.create(selected, checkedRate(rate), operator, why);
        runner.created();
        return Optional.of(job);
    }

    /** @return how many */
    public int discard(Selection selection, Operator operator, String why) {
        if (why.isBlank()) {
            throw ApiException.badRequest("Say why: a discarded message is gone for good.");
        }
        List<FailedMessage> selected = failures.select(checked(selection));
        if (!selected.isEmpty()) {
            audit.record(operator, "discard", described(selected), why);
            jobs.discard(selected, operator, why);
        }
        return selected.size();
    }

    public boolean cancel(String jobId, Operator operator) {
        audit.record(operator, "cancel-replay", jobId, null);
        return jobs.cancel(jobId);
    }

    private static Selection checked(Selection selection) {
        if (selection.isEmpty()) {
            throw ApiException.badRequest("Say which messages: ids, a reason, a time, or all.");
        }
        return selection;
    }

    private static int checkedRate(int rate) {
        if (rate < 1 || rate > FASTEST) {
            throw ApiException.badRequest("The rate must be from 1 to " + FASTEST + " messages a second.");
        }
        return rate;
    }

    private static String described(List<FailedMessage> selected) {
        return selected.size() == 1
                ? selected.get(0).id()
                : selected.size() + " messages " + FailedMessageQueries.byType(selected);
    }
}
