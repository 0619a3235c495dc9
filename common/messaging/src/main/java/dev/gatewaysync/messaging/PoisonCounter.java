package dev.gatewaysync.messaging;

/**
 * Counts deliveries of messages that came again without having been settled, which is how a message that kills its
 * consumer looks. Kept outside the process, or the count would die with it.
 */
public interface PoisonCounter {
    /** How many times a redelivered message is tried before it is parked. */
    int MAX_DELIVERIES = 5;

    /** Counts one more delivery and returns the count; 0 if the count cannot be kept now. */
    int increment(String queue, String messageId);

    /** Forgets the message: it was settled, or given back on purpose. */
    void forget(String queue, String messageId);

    /** Counts nothing. */
    PoisonCounter NONE = new PoisonCounter() {
        @Override
        public int increment(String queue, String messageId) {
            return 0;
        }

        @Override
        public void forget(String queue, String messageId) {}
    };
}
