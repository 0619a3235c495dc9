package dev.gatewaysync.console.failed;

/**
 * Why a message failed, for people.
 *
 * @param cause names it for programs; the same cause has the same name
 * @param code Discord's error code, else the HTTP status; 0 if there is neither
 * @param title the cause in a few plain words, the same for all messages with it
 * @param cure what to do, as a sentence
 * @param detail what holds for this message alone; empty if there is nothing more to say
 */
record Explanation(String cause, int code, String title, String cure, String detail) {
    /** At the end of a cure after which what failed has to be sent again by hand. */
    static final String REPLAY = " Then replay.";

    /** What to do so that it goes on, of what has not failed but waits. */
    String cureOfWaiting() {
        return cure.endsWith(REPLAY)
                ? cure.substring(0, cure.length() - REPLAY.length()) + " What waits is then sent by itself."
                : cure;
    }

    /** Of one message. */
    String why() {
        return detail.isEmpty() ? title : title + ": " + detail;
    }

    Explanation withDetail(String more) {
        return new Explanation(cause, code, title, cure, more);
    }
}
