package dev.gatewaysync.simulator.faults;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What the client sees instead of a healthy answer. */
public sealed interface FaultEffect {

    /** @param fromDiscord false leaves out the {@code Via} header, as Cloudflare's own answers do */
    record Answer(int status, String contentType, String body, Map<String, String> headers, boolean fromDiscord)
            implements FaultEffect {}

    /** Late, but healthy. */
    record Delay(Duration time) implements FaultEffect {}

    /**
     * The client is told of a failure at once, and the request is executed all the same.
     *
     * @param moment asked for when the request has come, and complete when it is executed
     */
    record LateCommit(Supplier<CompletionStage<?>> moment, Answer answer) implements FaultEffect {}

    /** Silence, then the connection closes without an answer; zero closes it at once. */
    record Hang(Duration time) implements FaultEffect {}
}
