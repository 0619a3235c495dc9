package dev.gatewaysync.discord.rest;

/**
 * What a failure calls for.
 *
 * @see <a href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#json">JSON error codes</a>
 */
public enum FailureClass {
    /** The channel, guild or webhook is gone: not one more request to it. */
    TARGET_DEAD,
    /** The token is not accepted: no request will succeed until someone acts. */
    CREDENTIAL,
    /** Not allowed there, for now: pause the channel, probe slowly. */
    PERMISSION,
    /**
     * Not possible there, or not now, whatever the message says: the place, the server or whatever stands in front of it is to
     * blame. Pause it with the reason, probe slowly.
     */
    UNAVAILABLE,
    /** This message can never succeed; others can. */
    POISON,
    /** The message to edit is gone: create it anew. */
    EDIT_TARGET_LOST,
    /** Told to wait; the next request waits by itself. No attempt is spent. */
    SLOW_DOWN,
    /** The network in front of Discord blocks this address; every request waits by itself. */
    BLOCKED,
    /** Discord did nothing: safe to send again. */
    NOT_EXECUTED,
    /** Nobody knows whether Discord did it. A read or an edit may simply be sent again, a create must be looked for. */
    AMBIGUOUS
}
