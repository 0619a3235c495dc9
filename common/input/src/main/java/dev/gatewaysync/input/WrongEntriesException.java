package dev.gatewaysync.input;

import java.util.ArrayList;
import java.util.List;

/** Says which entries of a comma-separated list are wrong: all of them, and none by its text, which may be a secret. */
public final class WrongEntriesException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> problems;

    /** @param problems each as the rest of a sentence about the list, such as “(number 2 of 3) has no =” */
    public WrongEntriesException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = new ArrayList<>(problems);
    }

    public List<String> problems() {
        return List.copyOf(problems);
    }
}
