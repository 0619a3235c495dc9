package dev.gatewaysync.simulator.trouble;

/**
 * One thing that a person can break and mend.
 *
 * @param id names it on the page
 * @param title what the button does, as a short sentence
 * @param told what is said of it
 * @param look where in the console it is seen, as a path
 * @param event the type of an event that shows it
 */
public record Trouble(String id, String title, Told told, String look, String event, Breaking breaking) {

    /**
     * A sentence or two each.
     *
     * @param happens what will now happen
     * @param seen what the operator sees
     * @param done what the operator does
     * @param heals how it comes right
     */
    public record Told(String happens, String seen, String done, String heals) {}

    /** Both are called once each, in turn. */
    public interface Breaking {
        void begin();

        void end();
    }
}
