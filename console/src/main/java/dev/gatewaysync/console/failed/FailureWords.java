package dev.gatewaysync.console.failed;

import dev.gatewaysync.messaging.Topology;
import java.util.Optional;

/** Why a delivery did not arrive, in plain words, also one that is still tried. */
public final class FailureWords {
    private FailureWords() {}

    /** The error itself where nothing more is known of it. */
    public static String of(String target, String error) {
        return explained(target, error).map(Explanation::why).orElse(error);
    }

    /**
     * What to do about it; empty where nothing more is known.
     *
     * @param waits whether what goes there waits until then, and has not failed
     */
    public static Optional<String> cure(String target, String error, boolean waits) {
        return explained(target, error).map(explanation -> waits ? explanation.cureOfWaiting() : explanation.cure());
    }

    private static Optional<Explanation> explained(String target, String error) {
        String queue = target.equals(FailedMessage.TO_MAIN_APP) ? Topology.MAIN_APP : Topology.DISCORD;
        return Explanations.of(queue, "permanent", error);
    }
}
