package dev.gatewaysync.specification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where Discord's document is known not to say what Discord does: {@code differences.tsv} beside this class, one a line
 * with its source. Each of the first three columns is a regular expression for the whole of what it is compared with.
 */
final class DocumentedDifferences {

    private record Difference(Pattern side, Pattern operation, Pattern problem) {
        boolean covers(String where, String name, String line) {
            return side.matcher(where).matches()
                    && operation.matcher(name).matches()
                    && problem.matcher(line).matches();
        }
    }

    private final List<Difference> differences;

    DocumentedDifferences(String table) {
        differences = table.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(columns -> {
                    if (columns.length != 4 || columns[3].isBlank()) {
                        throw new IllegalArgumentException(
                                "A difference needs four columns, the last its source: " + String.join(" | ", columns));
                    }
                    return new Difference(
                            Pattern.compile(columns[0]), Pattern.compile(columns[1]), Pattern.compile(columns[2]));
                })
                .toList();
    }

    static DocumentedDifferences load() {
        try (InputStream in = DocumentedDifferences.class.getResourceAsStream("differences.tsv")) {
            if (in == null) {
                throw new IllegalStateException("differences.tsv is missing");
            }
            return new DocumentedDifferences(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param side "request" or "answer" */
    boolean cover(String side, String operation, String problem) {
        return differences.stream().anyMatch(difference -> difference.covers(side, operation, problem));
    }
}
