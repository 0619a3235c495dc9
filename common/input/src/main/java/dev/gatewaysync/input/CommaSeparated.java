package dev.gatewaysync.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Reads lists whose entries have commas between them. Empty entries are none. */
public final class CommaSeparated {
    private CommaSeparated() {}

    /**
     * @param reader says “no” with an {@link IllegalArgumentException}, whose message is the rest of a sentence about the
     *     entry and does not repeat it
     * @throws WrongEntriesException naming every entry that is wrong by its number
     */
    public static <T> List<T> read(String text, Function<String, T> reader) {
        List<String> entries = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        List<T> read = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            try {
                read.add(reader.apply(entries.get(i)));
            } catch (IllegalArgumentException e) {
                problems.add("(number " + (i + 1) + " of " + entries.size() + ") " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new WrongEntriesException(problems);
        }
        return read;
    }
}
