package dev.gatewaysync.simulator.limits;

/** How a limit forgets. Discord has both kinds and its headers do not tell which. */
public enum WindowMode {
    /** The first request opens a window; when its time is over, the whole limit is there again. */
    FIXED,
    /** Each request is forgotten on its own, one period after it was made. */
    SLIDING
}
