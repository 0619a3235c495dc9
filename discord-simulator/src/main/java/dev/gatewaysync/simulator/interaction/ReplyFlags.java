package dev.gatewaysync.simulator.interaction;

/** Discord's flags of a message that answers an interaction. */
final class ReplyFlags {

    /** Only the person who asked sees it. */
    static final int EPHEMERAL = 1 << 6;

    /** Shown as "thinking…" until it is edited. */
    static final int LOADING = 1 << 7;

    private ReplyFlags() {}
}
