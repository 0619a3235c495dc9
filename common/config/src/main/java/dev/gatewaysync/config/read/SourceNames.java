package dev.gatewaysync.config.read;

import dev.gatewaysync.config.ConfigProblem;
import dev.gatewaysync.config.expression.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an expression of a source reads and no request has. Such a thing is nothing, and where an {@code id} is nothing every repeat is
 * an event: whoever wrote it would hear of that from the members.
 */
final class SourceNames {
    private static final String HEADERS = "headers";
    private static final List<String> REQUEST = List.of("body", HEADERS, "query");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern SUBTRACTED = Pattern.compile("\\bheaders\\s*\\.\\s*([A-Za-z_]\\w*(?:-\\w+)+)");
    private static final Pattern INDEXED = Pattern.compile("\\bheaders\\s*\\[\\s*(['\"])([\\w-]+)\\1\\s*]");
    private static final Pattern LOOKED_UP =
            Pattern.compile("\\$lookup\\(\\s*headers\\s*,\\s*(['\"])([\\w-]*[A-Z][\\w-]*)\\1");

    private final Problems problems;
    private final Problems.Written written;
    private final List<ConfigProblem> notes = new ArrayList<>();

    private SourceNames(Problems problems, Problems.Written written) {
        this.problems = problems;
        this.written = written;
    }

    static List<ConfigProblem> in(Problems.Written written, Problems problems) {
        SourceNames names = new SourceNames(problems, written);
        written.expressions().forEach(names::look);
        return names.notes;
    }

    private void look(Expression expression) {
        Set<List<String>> paths = expression.paths();
        Set<String> subtracted = new HashSet<>();
        String text = written.text();
        for (Matcher found = SUBTRACTED.matcher(text); found.find(); ) {
            List<String> parts = List.of(found.group(1).split("-"));
            if (paths.contains(List.of(HEADERS, parts.getFirst()))) {
                subtracted.addAll(parts);
                header(found.group(), found.group() + " is a subtraction", found.group(1));
            }
        }
        if (paths.contains(List.of(HEADERS))) {
            for (Matcher found = INDEXED.matcher(text); found.find(); ) {
                header(found.group(), found.group() + " is all headers", found.group(2));
            }
            for (Matcher found = LOOKED_UP.matcher(text); found.find(); ) {
                capital(found.group(2));
            }
        }
        for (List<String> path : paths) {
            String name = path.getFirst();
            if (name.equals(HEADERS)) {
                path.stream()
                        .skip(1)
                        .limit(1)
                        .filter(header -> !subtracted.contains(header) && !header.equals(lowerCase(header)))
                        .forEach(this::capital);
            } else if (!REQUEST.contains(name) && !subtracted.contains(name)) {
                unknown(path);
            }
        }
    }

    private void capital(String header) {
        header(header, "'" + header + "' is found in no request", header);
    }

    private void header(String place, String problem, String header) {
        note(
                place,
                problem + ": names of headers are in lower case, in quotes; write headers.\"" + lowerCase(header)
                        + "\"");
    }

    private void unknown(List<String> path) {
        String name = path.getFirst();
        String nearest = ConfigSchema.nearest(name, REQUEST);
        String below = path.stream()
                .map(part -> PLAIN.matcher(part).matches() ? part : '"' + part + '"')
                .collect(Collectors.joining(".", "body.", ""));
        note(
                name,
                "'" + name + "' is nothing that a request has"
                        + (nearest.isEmpty() ? ", did you mean " + below + "?" : nearest)
                        + "; it has body, headers and query");
    }

    private void note(String place, String message) {
        notes.add(problems.note(written, place, message));
    }

    private static String lowerCase(String header) {
        return header.toLowerCase(Locale.ROOT);
    }
}
