package dev.gatewaysync.console.failed;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers the reasons of errors: finding one takes longer than reading the message, and every page asks for all of them. */
final class Reasons {
    /** Forgotten all at once; the next page finds them again. */
    private static final int MOST = 20_000;

    private final Map<Error, Known> known = new ConcurrentHashMap<>();

    private record Error(String queue, @Nullable String target, String errorClass, String text) {}

    /** @param why of one message, in plain words, with what holds for it alone */
    record Known(Reason reason, String why) {}

    Known of(String queue, @Nullable String target, String errorClass, String error) {
        if (known.size() >= MOST) {
            known.clear();
        }
        return known.computeIfAbsent(new Error(queue, target, errorClass, error), Reasons::found);
    }

    private static Known found(Error error) {
        Reason reason = Reason.of(error.queue(), error.target(), error.errorClass(), error.text());
        return new Known(
                reason,
                Explanations.of(error.queue(), error.errorClass(), error.text())
                        .map(Explanation::why)
                        .orElse(reason.title()));
    }
}
