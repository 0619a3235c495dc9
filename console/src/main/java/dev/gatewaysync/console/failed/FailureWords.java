package dev.gatewaysync.console.failed;

import dev.gatewaysync.messaging.Topology;

/** Why a delivery did not arrive, in plain words, also one that is still tried. */
public final class FailureWords {
    private FailureWords() {}

    /** The error itself where nothing more is known of it. */
    public static String of(String target, String error) {
        String queue = target.equals(FailedMessage.TO_MAIN_APP) ? Topology.MAIN_APP : Topology.DISCORD;
        return Explanations.of(queue, "permanent", error).map(Explanation::why).orElse(error);
    }
}
