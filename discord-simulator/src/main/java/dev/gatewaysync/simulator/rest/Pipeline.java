package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.faults.FaultEffect;
import dev.gatewaysync.simulator.faults.FaultStage;
import dev.gatewaysync.simulator.faults.Faults;
import dev.gatewaysync.simulator.limits.RateLimited;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stations of a request: route, identity, limits, planned faults, effect, planned faults again. Limits come first so
 * that a fault planned for a send is not used up by a refusal of it.
 */
final class Pipeline {

    private static final Logger log = LoggerFactory.getLogger(Pipeline.class);

    private final Routes routes;
    private final RequestAdmission requestAdmission;
    private final Faults faults;

    Pipeline(Routes routes, RequestAdmission requestAdmission, Faults faults) {
        this.routes = routes;
        this.requestAdmission = requestAdmission;
        this.faults = faults;
    }

    /** @throws ConnectionDropped when the connection is to be closed instead */
    Answer answer(Incoming incoming) throws InterruptedException {
        var blocked = faults.blocked();
        if (blocked.isPresent()) {
            return answer(blocked.get());
        }
        try {
            var match = routes.find(incoming.method(), incoming.path());
            var request = new ApiRequest(match.parameters(), incoming.query(), incoming.body(), incoming.reason());
            var limitHeaders =
                    requestAdmission.admit(match.route(), request, incoming.authorization(), incoming.address());
            var spoiled = suffer(FaultStage.BEFORE_COMMIT, incoming, () -> effect(match.route(), request));
            return spoiled != null ? spoiled : execute(match.route(), request, limitHeaders, incoming);
        } catch (DiscordError e) {
            return e.answer();
        } catch (RateLimited e) {
            return Refusal.of(e);
        }
    }

    private Answer execute(Route route, ApiRequest request, Map<String, String> limitHeaders, Incoming incoming)
            throws InterruptedException {
        var answer = effect(route, request).with(limitHeaders);
        var spoiled = answer.succeeded() ? suffer(FaultStage.AFTER_COMMIT, incoming, () -> {}) : null;
        return spoiled != null ? spoiled : answer;
    }

    private static Answer effect(Route route, ApiRequest request) {
        try {
            return route.endpoint().answer(request);
        } catch (DiscordError e) {
            return e.answer();
        } catch (RateLimited e) {
            return Refusal.of(e);
        } catch (RuntimeException e) {
            log.error("request.broke {}: answered with 500", route.name(), e);
            return Answer.of(
                    500,
                    Json.object().put("message", "500: Internal Server Error").put("code", 0));
        }
    }

    /** @param effect what the request does, should that come later than its answer */
    private @Nullable Answer suffer(FaultStage stage, Incoming incoming, Runnable effect) throws InterruptedException {
        var fault = faults.take(incoming.method(), incoming.path(), stage).orElse(null);
        return switch (fault) {
            case null -> null;
            case FaultEffect.Delay delay -> {
                Thread.sleep(delay.time());
                yield null;
            }
            case FaultEffect.Hang hang -> {
                Thread.sleep(hang.time());
                throw new ConnectionDropped();
            }
            case FaultEffect.LateCommit late -> {
                late.moment().get().thenRunAsync(effect);
                yield answer(late.answer());
            }
            case FaultEffect.Answer answer -> answer(answer);
        };
    }

    private static Answer answer(FaultEffect.Answer fault) {
        var headers = new HashMap<>(fault.headers());
        if (!fault.fromDiscord()) {
            headers.put("Via", Answer.LEFT_OUT);
        }
        return new Answer(fault.status(), fault.contentType(), fault.body(), headers, true);
    }
}
