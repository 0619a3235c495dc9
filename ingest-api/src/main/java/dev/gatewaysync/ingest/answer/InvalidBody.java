package dev.gatewaysync.ingest.answer;

import dev.gatewaysync.events.Problem;
import java.util.List;

/** How much is said about a body with very many problems: an answer must not be larger than the question. */
final class InvalidBody {
    private static final int SHOWN = 100;

    private InvalidBody() {}

    static List<Problem> shown(List<Problem> errors) {
        return errors.size() <= SHOWN ? List.copyOf(errors) : List.copyOf(errors.subList(0, SHOWN));
    }

    static String summary(List<Problem> errors) {
        int count = errors.size();
        if (count == 1) {
            return "The body has a problem: see errors";
        }
        return "The body has " + count + " problems: see errors" + (count > SHOWN ? ", the first " + SHOWN : "");
    }
}
