package dev.gatewaysync.messaging;

/** Names of the headers that messages carry: those of several events, failed ones and replayed ones. */
public final class MessageHeaders {
    /** How many events the message carries, a line of JSON each; absent on a message of one event. */
    public static final String EVENTS = "gateway-events";

    /** Of W3C Trace Context; absent where nobody traces, and where several events of one message are of different traces. */
    public static final String TRACEPARENT = "traceparent";

    /** The queue from whose consumer the message failed; replay goes back to it and to no other. */
    public static final String ORIGINAL_QUEUE = "gateway-original-queue";

    /** One of permanent, transient, poison, malformed. */
    public static final String ERROR_CLASS = "gateway-error-class";

    public static final String ERROR = "gateway-error";

    /** How often handling was tried, as an integer. */
    public static final String ATTEMPTS = "gateway-attempts";

    /** Epoch milliseconds of the first and the last failure. */
    public static final String FIRST_FAILED_AT = "gateway-first-failed-at";

    public static final String LAST_FAILED_AT = "gateway-last-failed-at";

    /** The target in Discord that a delivery failed at; a replay with it is for that one alone. Absent where there is none. */
    public static final String TARGET = "gateway-target";

    /** Who asked for the replay; absent on a message that was never replayed. */
    public static final String REPLAYED_BY = "replayed-by";

    private MessageHeaders() {}
}
