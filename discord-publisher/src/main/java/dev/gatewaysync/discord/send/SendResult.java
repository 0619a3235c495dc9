package dev.gatewaysync.discord.send;

/** What came of one send, in the words of whoever sends next. {@link SendFailurePolicy} says which failure has which. */
public enum SendResult {
    SENT,
    /** What it would say is in the channel already. */
    NOT_NEEDED,
    /** Discord did nothing: the same again after a while. */
    RETRY,
    /** Nobody knows whether it arrived: it is looked for before it is sent again. */
    IN_DOUBT,
    /** One of several in the message is to blame: each is sent alone. */
    SEND_ALONE,
    /** The message to edit is gone: a new one is made. */
    EDIT_TARGET_GONE,
    /** The target refuses access or cannot be sent to now: tried again, more and more rarely. */
    PAUSED,
    /** The limits, the lease or the token hold it back; no attempt was spent, and it waits for them. */
    DEFERRED,
    /** This message can never be sent; others can. */
    FAILED,
    /** The channel or the webhook is gone: nothing more is sent there. */
    TARGET_DEAD
}
