package dev.gatewaysync.console.publicpage;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why the app did not do, for everybody. The check's own words may name hosts, addresses and what a socket said, so none of them is
 * passed on: what is known here is said in words of ours, and of the rest only that something was wrong.
 */
final class PublicReason {
    private static final Pattern HTTP = Pattern.compile("HTTP (\\d{3})\\b");

    /** By how the reason begins. */
    private static final Map<String, String> KNOWN = Map.of(
            "no answer within", "It did not answer in time.",
            "its name is not known", "Its address could not be found.",
            "it refuses connections", "It could not be reached.",
            "it does not answer", "It did not answer.",
            "the connection broke", "The connection to it broke off.",
            "the page does not say", "Its page did not show what it should.");

    private PublicReason() {}

    static String of(String reason) {
        for (Map.Entry<String, String> known : KNOWN.entrySet()) {
            if (reason.startsWith(known.getKey())) {
                return known.getValue();
            }
        }
        Matcher status = HTTP.matcher(reason);
        if (status.lookingAt()) {
            return status.group(1).startsWith("5")
                    ? "It answered with an error of its own (" + status.group(1) + ")."
                    : "It answered, but not with its page (" + status.group(1) + ").";
        }
        return reason.contains(" redirects ")
                ? "It led to a page that could not be opened."
                : "It did not answer as it should.";
    }
}
