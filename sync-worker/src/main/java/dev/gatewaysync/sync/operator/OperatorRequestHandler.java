package dev.gatewaysync.sync.operator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One kind of thing that an operator may ask of this service. If a worker dies over a request, another one does it again:
 * doing it twice must be harmless.
 */
public interface OperatorRequestHandler {
    /** As in the request, for example {@code backup-create}. */
    String kind();

    /**
     * Does it, however long it takes.
     *
     * @param arguments a JSON object
     * @throws RequestRefusedException if it cannot be done as asked; its message is shown to the operator
     */
    Done perform(JsonNode arguments, Progress progress);

    /** How far the work is. */
    interface Progress {
        /** @param percent 0 to 100 */
        void at(int percent, String message);
    }

    /**
     * @param message one line for a person
     * @param result JSON, for a program
     * @param outcome {@code success}, or in a word what else came of it
     */
    record Done(String message, @Nullable JsonNode result, String outcome) {
        public static final String SUCCESS = "success";

        public Done(String message, @Nullable JsonNode result) {
            this(message, result, SUCCESS);
        }
    }
}
