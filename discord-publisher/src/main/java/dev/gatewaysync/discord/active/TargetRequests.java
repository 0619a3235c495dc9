package dev.gatewaysync.discord.active;

import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.outbox.DeliveryQueries;
import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.operator.OperatorRequest;
import dev.gatewaysync.storage.operator.OperatorRequests;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Does what operators ask of this service: {@code pause-target {"target": …, "why": …}} has what is planned for a target wait;
 * {@code resume-target {"target": …}} ends that, and tries a paused or dead target again, now.
 * Deliveries that failed meanwhile stay failed messages until they are replayed.
 */
@Component
@LeaderScoped
final class TargetRequests {
    private static final Logger log = LoggerFactory.getLogger(TargetRequests.class);
    private static final String SERVICE = "discord-publisher";
    private static final String RESUME = "resume-target";
    private static final String PAUSE = "pause-target";

    private final OperatorRequests requests;
    private final TargetStatusTable targets;
    private final DeliveryQueries deliveries;
    private final TargetRetry targetRetry;
    private final String holder = UUID.randomUUID().toString();

    TargetRequests(
            OperatorRequests requests, TargetStatusTable targets, DeliveryQueries deliveries, TargetRetry targetRetry) {
        this.requests = requests;
        this.targets = targets;
        this.deliveries = deliveries;
        this.targetRetry = targetRetry;
    }

    /** Answers at most one request. */
    void answerNext() {
        requests.take(SERVICE, holder).ifPresent(this::answer);
    }

    private void answer(OperatorRequest request) {
        String target = request.arguments().path("target").asString("");
        TargetStatusTable.State state = targets.state(target).orElse(null);
        if (!Set.of(RESUME, PAUSE).contains(request.kind())) {
            requests.fail(request.id(), holder, "discord-publisher does not know the request " + request.kind());
        } else if (state == null) {
            requests.fail(
                    request.id(),
                    holder,
                    "There is no target \"" + target + "\"; there are " + String.join(", ", targets.names()));
        } else if (request.kind().equals(PAUSE)) {
            pause(request, target);
        } else {
            boolean wasStopped = targets.go(target);
            targetRetry.resume(target, state);
            log.info("target.resumed target={} was={} by={}", target, state.status(), request.requestedBy());
            ObjectNode result = EventJson.mapper()
                    .createObjectNode()
                    .put("target", target)
                    .put("was", wasStopped ? "paused" : state.status())
                    .put("waiting", deliveries.backlog().getOrDefault(target, 0L));
            requests.succeed(request.id(), holder, "The target is tried again with its next delivery", result);
        }
    }

    private void pause(OperatorRequest request, String target) {
        if (Targets.isStatistics(target)) {
            requests.fail(request.id(), holder, "The pinned statistics are edited in place and cannot be paused");
            return;
        }
        String why = request.arguments().path("why").asString("");
        targets.stop(target, request.requestedBy(), why.isEmpty() ? null : why);
        log.info("target.paused target={} by={}", target, request.requestedBy());
        ObjectNode result = EventJson.mapper()
                .createObjectNode()
                .put("target", target)
                .put("waiting", deliveries.backlog().getOrDefault(target, 0L));
        requests.succeed(request.id(), holder, "What is planned for it waits until it is resumed", result);
    }
}
