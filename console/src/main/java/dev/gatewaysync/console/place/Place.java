package dev.gatewaysync.console.place;

import java.time.Duration;

/** One place where operators are told. */
public interface Place {
    /** Tells it from the others, also after a restart; without any secret. */
    String key();

    /** For people, without any secret. */
    String name();

    /** Whether it shows a message that is sent again once. */
    boolean knowsRepeats();

    /** How long limits that it keeps would hold a message back now; zero if it would leave at once. */
    default Duration limitedFor() {
        return Duration.ZERO;
    }

    /** Sends it once, within some seconds. Nothing that the notice says pings anybody. */
    Told tell(Notice notice) throws InterruptedException;

    /** Whether it would take one, as far as can be known without telling it anything. */
    Told check() throws InterruptedException;
}
