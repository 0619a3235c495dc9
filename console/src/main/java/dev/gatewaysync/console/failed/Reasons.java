package dev.gatewaysync.console.failed;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the reasons of errors: finding one takes longer than reading the message, and every page asks for all of them. */
final class Reasons {
    /** Forgotten all at once; the next page finds them again. */
    private static final int MOST = 20_000;

    private final Map<Error, Reason> known = new ConcurrentHashMap<>();

    private record Error(String queue, String errorClass, String text) {}

    Reason of(String queue, String errorClass, String error) {
        if (known.size() >= MOST) {
            known.clear();
        }
        return known.computeIfAbsent(
                new Error(queue, errorClass, error), e -> Reason.of(e.queue(), e.errorClass(), e.text()));
    }
}
