package dev.gatewaysync.historychecker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code HistoryChecker FOLDER}: prints what does not fit, one line each; exit code 1 if there is any. */
public final class HistoryChecker {
    private static final List<Function<Run, List<Finding>>> CHECKS = List.of(
            RecordedOnce::check,
            ShownOnce::check,
            InOrder::check,
            WithinLimits::check,
            ToldTruly::check,
            Delivered::check);

    private HistoryChecker() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("Usage: HistoryChecker FOLDER");
            System.exit(2);
        }
        List<Finding> findings = check(Path.of(arguments[0]));
        findings.forEach(System.out::println);
        System.out.println(findings.isEmpty() ? "Nothing is wrong." : findings.size() + " findings.");
        System.exit(findings.isEmpty() ? 0 : 1);
    }

    /** @param folder with the files of one run, after everything has been quiet */
    public static List<Finding> check(Path folder) throws IOException {
        Run run = Run.read(folder);
        List<Finding> findings = new ArrayList<>();
        CHECKS.forEach(check -> findings.addAll(check.apply(run)));
        return findings;
    }
}
