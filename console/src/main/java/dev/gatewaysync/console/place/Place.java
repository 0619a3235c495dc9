package dev.gatewaysync.console.place;

/** One place where operators are told. */
public interface Place {
    /** Tells it from the others, also after a restart; without any secret. */
    String key();

    /** For people, without any secret. */
    String name();

    /** Whether it shows a message that is sent again once. */
    boolean knowsRepeats();

    /** Sends it once, within some seconds. Nothing that the notice says pings anybody. */
    Told tell(Notice notice) throws InterruptedException;

    /** Whether it would take one, as far as can be known without telling it anything. */
    Told check() throws InterruptedException;
}
