package dev.gatewaysync.sync.schedule;

import dev.gatewaysync.sync.catalog.read.SyncProgress;
import dev.gatewaysync.sync.operator.OperatorRequestHandler;

/**
 * Words a sync's progress for an operator. Reading takes most of the time, so it has most of the percent; each percent is
 * told once, however many categories there are.
 */
final class SyncProgressReporter implements SyncProgress {
    private static final int READING_FROM = 5;
    private static final int READING_TO = 80;
    private static final int HALF_WAY = 10;

    private final OperatorRequestHandler.Progress operator;
    private int told;

    SyncProgressReporter(OperatorRequestHandler.Progress operator) {
        this.operator = operator;
    }

    @Override
    public void at(Phase phase, int done, int all) {
        switch (phase) {
            case INDEX -> tell(2, "Reading the index");
            case CATEGORIES ->
                tell(
                        READING_FROM + (all == 0 ? 0 : (READING_TO - READING_FROM) * done / all),
                        "Reading the categories: " + done + " of " + all);
            // Always nearer to the end, and never there: nobody knows how many pages follow.
            case PAGES ->
                tell(
                        READING_FROM + (READING_TO - READING_FROM) * done / (done + HALF_WAY),
                        "Reading the catalogue: page " + (done + 1));
            case COMPARING -> tell(85, "Comparing with what is known");
            case STORING -> tell(90, "Storing " + all + (all == 1 ? " difference" : " differences"));
        }
    }

    private void tell(int percent, String message) {
        if (percent > told) {
            told = percent;
            operator.at(percent, message);
        }
    }
}
