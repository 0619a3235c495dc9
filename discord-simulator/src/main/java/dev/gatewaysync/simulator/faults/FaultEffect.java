package dev.gatewaysync.simulator.faults;

import java.time.Duration;
import java.util.Map;

/** What the client sees instead of a healthy answer. */
public sealed interface FaultEffect {

    /** @param fromDiscord false leaves out the {@code Via} header, as Cloudflare's own answers do */
    record Answer(int status, String contentType, String body, Map<String, String> headers, boolean fromDiscord)
            implements FaultEffect {}

    /** Late, but healthy. */
    record Delay(Duration time) implements FaultEffect {}

    /** The client is told of a failure at once, and the request is executed all the same, after {@code time}. */
    record LateCommit(Duration time, Answer answer) implements FaultEffect {}

    /** Silence, then the connection closes without an answer; zero closes it at once. */
    record Hang(Duration time) implements FaultEffect {}
}
