package dev.gatewaysync.simulator.faults;

/** Whether the request has had its effect when things go wrong. */
public enum FaultStage {
    BEFORE_COMMIT,
    /** Only requests that succeeded come to this stage: the client cannot tell that they did. */
    AFTER_COMMIT
}
