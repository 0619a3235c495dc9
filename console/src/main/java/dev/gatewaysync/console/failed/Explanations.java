package dev.gatewaysync.console.failed;

import dev.gatewaysync.messaging.Topology;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why messages failed, in plain words with the cure, by the queue that they failed on. */
final class Explanations {
    private static final Pattern HTTP_STATUS = Pattern.compile("\\bHTTP (\\d{3})\\b");
    private static final String REPLAY = Explanation.REPLAY;

    private Explanations() {}

    /** Empty where nothing is known but the error itself. */
    static Optional<Explanation> of(String queue, String errorClass, String error) {
        Optional<Explanation> place = switch (queue) {
            case Topology.DISCORD -> discord(error);
            case Topology.MAIN_APP -> mainApp(error);
            case Topology.HISTORY -> history(error);
            default -> Optional.empty();
        };
        return place.or(() -> own(errorClass, error));
    }

    private static Optional<Explanation> discord(String error) {
        if (error.startsWith("No card can be made of it")) {
            return Optional.of(explanation(
                    "no-card",
                    0,
                    "No card can be made of it",
                    "Correct the type's card in gateway.yml (./gateway config preview TYPE), and replay; or discard it.",
                    after(error)));
        }
        Optional<Explanation> answer = DiscordExplanations.of(error);
        if (answer.isEmpty() && error.startsWith("The channel or webhook is gone")) {
            return Optional.of(explanation(
                    "channel-gone",
                    0,
                    "The channel or webhook is gone",
                    "Make it again, and resume the target on the page System." + REPLAY,
                    ""));
        }
        return answer;
    }

    private static Optional<Explanation> mainApp(String error) {
        Matcher http = HTTP_STATUS.matcher(error);
        int status = http.find() ? Integer.parseInt(http.group(1)) : 0;
        if (error.startsWith("The main app refuses")) {
            return Optional.of(refusedByMainApp(status));
        }
        if (error.startsWith("The main app")) {
            return Optional.of(explanation(
                    "app-failed",
                    status,
                    "The main app fails over it, and takes others",
                    "See what the app's log says of it (webhook-id is the event's id), and mend the app." + REPLAY,
                    ""));
        }
        return Optional.empty();
    }

    private static Explanation refusedByMainApp(int status) {
        String answered = "HTTP " + status;
        return switch (status) {
            case 401, 403 ->
                explanation(
                        "app-key",
                        status,
                        "The main app does not accept our key",
                        "Is MAIN_APP_API_KEY the one that the app expects?" + REPLAY,
                        answered);
            case 404, 405 ->
                explanation(
                        "app-path",
                        status,
                        "The main app knows no such path",
                        "Is MAIN_APP_NOTIFY_PATH the path that the app listens at?" + REPLAY,
                        answered);
            case 410 ->
                explanation(
                        "app-path",
                        status,
                        "The main app takes no events any more",
                        "Set MAIN_APP_NOTIFY_PATH to where it takes them, and replay; or discard them.",
                        answered);
            case 413 ->
                explanation(
                        "app-refuses",
                        status,
                        "It is too large for the main app",
                        "Let the app take larger requests, and replay; or discard it.",
                        answered);
            default ->
                explanation(
                        "app-refuses",
                        status,
                        "The main app refuses it",
                        "See what the app's log says of it (webhook-id is the event's id). The same data are refused again unless"
                                + " the app is changed.",
                        answered);
        };
    }

    private static Optional<Explanation> history(String error) {
        return error.contains("cannot be recorded")
                ? Optional.of(explanation(
                        "not-recordable",
                        0,
                        "Its data do not fit its type",
                        "Only its sender can mend that: send it again with right data, and discard this one.",
                        after(error)))
                : Optional.empty();
    }

    private static Optional<Explanation> own(String errorClass, String error) {
        return Optional.ofNullable(
                switch (errorClass) {
                    case "malformed" ->
                        explanation(
                                "unreadable",
                                0,
                                "It cannot be read as an event",
                                "Only its sender can mend that: look at the message, and discard it.",
                                error);
                    case "poison" ->
                        explanation(
                                "consumer-died",
                                0,
                                "A service died while it handled this",
                                "Look at the service's log for the time (memory?). Replay it alone; if the service dies again, discard it.",
                                error);
                    case "transient" ->
                        explanation(
                                "own-failure",
                                0,
                                "Handling it failed again and again",
                                "The service's log at that time says more. Replay it: the cause may be gone.",
                                error);
                    default ->
                        error.startsWith("The database refuses it")
                                ? explanation(
                                        "database-refuses",
                                        0,
                                        "The database refuses it",
                                        "The same data are refused again: see the error, correct the sender, discard it.",
                                        after(error))
                                : null;
                });
    }

    /** What an error says after its beginning. */
    private static String after(String error) {
        int colon = error.indexOf(": ");
        return colon < 0 ? "" : error.substring(colon + 2);
    }

    private static Explanation explanation(String cause, int code, String title, String cure, String detail) {
        return new Explanation(cause, code, title, cure, detail);
    }
}
