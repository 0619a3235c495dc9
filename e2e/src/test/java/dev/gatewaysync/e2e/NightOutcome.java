package dev.gatewaysync.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was measured in a night. Times are in seconds.
 *
 * @param toldAfter from the fault to the alert at its place
 * @param silent first pages that did not say it
 * @param taps on the console, to the cure
 * @param wellAfter from the end of the cure until overview, status and health have nothing to say
 * @param endToldAfter from the end of the cure to the alert that it is over
 * @param shownAfter from the end of the cure until all that was accepted is shown
 * @param accepted events
 * @param refused answers that were none or no 202
 * @param findings of the history checker: lost, doubled, out of order, told wrongly
 */
record NightOutcome(
        Night night,
        double lasted,
        double toldAfter,
        List<String> silent,
        int taps,
        double wellAfter,
        double endToldAfter,
        double shownAfter,
        int accepted,
        int refused,
        List<String> findings) {
    static final int AIM_SECONDS = 60;

    /** Instead of a time: it did not come about. */
    static final double NEVER = Double.POSITIVE_INFINITY;

    /** Instead of a time: nobody expects it. */
    static final double NOT_MEANT = -1;

    static final String HEAD = """
            | night | what breaks | lasts | told after | first pages | cure | taps | well again after | its end told after | all shown after | accepted (asked again) | lost, doubled |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |""";

    /** Aims that were missed; none is as it should be. */
    List<String> missed() {
        List<String> missed = new ArrayList<>();
        if (toldAfter > AIM_SECONDS) {
            missed.add("told after " + seconds(toldAfter));
        }
        silent.forEach(page -> missed.add(page + " does not say it"));
        if (wellAfter > AIM_SECONDS) {
            missed.add("well again after " + seconds(wellAfter));
        }
        missed.addAll(findings);
        return missed;
    }

    String row() {
        return "| "
                + String.join(
                        " | ",
                        night.name(),
                        night.fault(),
                        seconds(lasted),
                        aim(toldAfter),
                        night.said().isEmpty()
                                ? "–"
                                : silent.isEmpty() ? "all say it" : "**" + String.join(", ", silent) + " silent**",
                        night.cure(),
                        String.valueOf(taps),
                        aim(wellAfter),
                        seconds(endToldAfter),
                        seconds(shownAfter),
                        accepted + " (" + refused + ")",
                        findings.isEmpty() ? "0" : "**" + findings.size() + "**")
                + " |";
    }

    private static String aim(double seconds) {
        return seconds > AIM_SECONDS ? "**" + seconds(seconds) + "**" : seconds(seconds);
    }

    private static String seconds(double seconds) {
        return seconds < 0 ? "–" : Double.isInfinite(seconds) ? "never" : String.format(Locale.ROOT, "%.0f s", seconds);
    }
}
