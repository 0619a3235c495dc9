package dev.gatewaysync.standalone;

import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * What Ctrl-C and SIGTERM mean: during the start they end it at once, when all is up they begin an orderly stop, and a second
 * Ctrl-C ends that hard. Everything that was accepted is on disk before it is answered, so nothing is lost either way.
 */
final class StopRequests {
    /** As shells know it: 128 and the signal's number. */
    private static final int INTERRUPTED = 130;

    private enum Moment {
        STARTING,
        UP,
        STOPPING
    }

    private final CountDownLatch stop = new CountDownLatch(1);
    private final Consumer<String> said;
    private final Ending ending;
    private final String goesOn;
    private Moment moment = Moment.STARTING;

    /** Ends the process, whatever it does. */
    @FunctionalInterface
    interface Ending {
        void now(int exitCode);
    }

    /** @param goesOn what the next start does with what is there */
    StopRequests(Consumer<String> said, Ending ending, String goesOn) {
        this.said = said;
        this.ending = ending;
        this.goesOn = goesOn;
    }

    synchronized void onSignal(String name) {
        switch (moment) {
            case STARTING -> {
                said.accept("Stopped before everything was up. " + goesOn);
                ending.now(name.equals("INT") ? INTERRUPTED : 0);
            }
            case UP -> stopping();
            case STOPPING -> {
                // An init system has a way of its own to say that it has waited long enough.
                if (name.equals("INT")) {
                    said.accept("Ended at once, with work under way: the next start takes it up.");
                    ending.now(INTERRUPTED);
                }
            }
        }
    }

    /** From now on a stop is an orderly one. */
    synchronized void isUp() {
        moment = Moment.UP;
    }

    /** Whoever wants it to stop, a signal or the demo that has come to its end. */
    synchronized void stopping() {
        moment = Moment.STOPPING;
        said.accept("Stopping: finishing what is under way … (Ctrl-C once more ends it at once)");
        stop.countDown();
    }

    CountDownLatch stop() {
        return stop;
    }
}
