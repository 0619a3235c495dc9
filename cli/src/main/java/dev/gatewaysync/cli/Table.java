package dev.gatewaysync.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns as wide as they must be; the last one takes what a line has left. */
final class Table {
    private static final int WIDEST = 60;

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of(headings));
    }

    Table row(Object... cells) {
        rows.add(IntStream.range(0, cells.length)
                .mapToObj(i -> oneLine(
                        cells[i] instanceof JsonView answer ? LocalTimes.in(answer.text()) : String.valueOf(cells[i])))
                .toList());
        return this;
    }

    void print(PrintWriter out) {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(i ->
                        rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
                .map(width -> Math.min(width, WIDEST))
                .toArray();
        for (List<String> row : rows) {
            String line = IntStream.range(0, columns)
                    .mapToObj(i -> i == columns - 1 ? row.get(i) : padded(row.get(i), widths[i]))
                    .collect(Collectors.joining("  "));
            out.println(line.stripTrailing());
        }
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    /** Text from outside must not move the cursor. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static String padded(String text, int width) {
        String cut = text.length() > width ? text.substring(0, width - 1) + "…" : text;
        return cut + " ".repeat(width - cut.length());
    }
}
