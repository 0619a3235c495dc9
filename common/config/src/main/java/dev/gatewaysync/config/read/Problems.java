package dev.gatewaysync.config.read;

import dev.gatewaysync.config.ConfigProblem;
import dev.gatewaysync.config.expression.Expression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The mistakes found so far, with their places. */
final class Problems {
    private final YamlDocument document;
    private final Set<ConfigProblem> found = new LinkedHashSet<>();
    private final Set<String> unsound = new HashSet<>();
    private final List<Written> expressions = new ArrayList<>();
    private final List<ConfigProblem> notes = new ArrayList<>();

    /**
     * What was written somewhere and can be read.
     *
     * @param text as it stands there, with whatever is around the expressions
     */
    record Written(String pointer, String text, List<Expression> expressions) {}

    Problems(YamlDocument document) {
        this.document = document;
        found.addAll(document.problems());
    }

    void at(String pointer, String message) {
        unsound.add(pointer);
        found.add(document.at(pointer, message));
    }

    void at(String pointer, int offset, String message) {
        unsound.add(pointer);
        found.add(document.at(pointer, offset, message));
    }

    void atKey(String pointer, String message) {
        unsound.add(pointer);
        found.add(document.atKey(pointer, message));
    }

    void written(String pointer, String text, List<Expression> found) {
        expressions.add(new Written(pointer, text, found));
    }

    List<Written> expressions() {
        return expressions;
    }

    /** Something that is no mistake and probably not meant. */
    void note(String pointer, String message) {
        notes.add(document.at(pointer, message));
    }

    void noteKey(String pointer, String message) {
        notes.add(document.atKey(pointer, message));
    }

    /** All of them and {@code others}, from the top. */
    List<ConfigProblem> notes(List<ConfigProblem> others) {
        return Stream.concat(notes.stream(), others.stream())
                .distinct()
                .sorted(Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column))
                .toList();
    }

    /** Something that stands there and is no mistake. */
    ConfigProblem note(Written written, String name, String message) {
        return document.at(written.pointer(), written.text().indexOf(name), message);
    }

    /** Whether nothing is wrong there and below. */
    boolean isSound(String pointer) {
        return unsound.stream().noneMatch(at -> at.equals(pointer) || at.startsWith(pointer + "/"));
    }

    List<ConfigProblem> all() {
        return found.stream()
                .sorted(Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column))
                .toList();
    }
}
