package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.OperatorRequest;
import dev.gatewaysync.storage.OperatorRequests;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Does what operators ask of this service: {@code resume-target {"target": …}} tries a paused or dead target again, now.
 * Deliveries that failed meanwhile stay failed messages until they are replayed.
 */
final class ResumeRequests {
    private static final Logger log = LoggerFactory.getLogger(ResumeRequests.class);
    private static final String SERVICE = "discord-publisher";
    private static final String RESUME = "resume-target";

    private final OperatorRequests requests;
    private final LaneTools tools;
    private final Consumer<String> tryAgain;
    private final ChannelCreator channels;
    private final String holder = UUID.randomUUID().toString();

    /** @param tryAgain told the target that is to be tried again */
    ResumeRequests(OperatorRequests requests, LaneTools tools, Consumer<String> tryAgain, ChannelCreator channels) {
        this.requests = requests;
        this.tools = tools;
        this.tryAgain = tryAgain;
        this.channels = channels;
    }

    /** Answers at most one request. */
    void answerNext() {
        requests.take(SERVICE, holder).ifPresent(this::answer);
    }

    private void answer(OperatorRequest request) {
        String target = request.arguments().path("target").asString("");
        TargetStatusTable.State state = tools.targets().state(target).orElse(null);
        if (!request.kind().equals(RESUME)) {
            requests.fail(request.id(), holder, "discord-publisher does not know the request " + request.kind());
        } else if (state == null) {
            requests.fail(
                    request.id(),
                    holder,
                    "There is no target \"" + target + "\"; there are "
                            + String.join(", ", tools.targets().names()));
        } else {
            resume(target, state);
            log.info("target.resumed target={} was={} by={}", target, state.status(), request.requestedBy());
            ObjectNode result = EventJson.mapper()
                    .createObjectNode()
                    .put("target", target)
                    .put("was", state.status())
                    .put("waiting", tools.outbox().backlog().getOrDefault(target, 0L));
            requests.succeed(request.id(), holder, "The target is tried again with its next delivery", result);
        }
    }

    private void resume(String target, TargetStatusTable.State state) {
        if (state.isDead() && state.sender() != null) {
            tools.directory().resume(state.sender());
        }
        if (state.isPaused()) {
            tools.gate().askNow();
            channels.tryAgain();
        }
        tryAgain.accept(target);
    }
}
