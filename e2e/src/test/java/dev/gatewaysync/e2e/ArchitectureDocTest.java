package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The walks that {@code docs/architecture.md} draws are those that the code takes, and none of them turns round. */
@AnalyzeClasses(packages = "dev.gatewaysync", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureDocTest {
    private static final Path DOCUMENT =
            Path.of("").toAbsolutePath().getParent().resolve("docs/architecture.md");

    private static final Pattern STEP = Pattern.compile(
            "\\| [\\d.]+ \\| `(?<step>\\w+)` \\| (?:`(?<caller>\\w+)`(?<handed>,)?|[^`|]+)[^|]*\\|[^|]+\\|");

    @ArchTest
    static void each_step_of_a_walk_is_used_by_its_caller_and_uses_none_of_the_steps_that_led_to_it(JavaClasses classes)
            throws IOException {
        Map<String, Set<String>> uses = uses(classes);
        List<String> wrong = new ArrayList<>();
        int steps = 0;
        for (String walk : walks()) {
            Map<String, Set<String>> before = new HashMap<>();
            for (Matcher step = STEP.matcher(walk); step.find(); steps++) {
                check(step.group("step"), step.group("caller"), step.group("handed") != null, before, uses, wrong);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(steps).isGreaterThan(30);
    }

    /**
     * @param before of each step before it, the classes that led there and itself
     * @param uses of each class, those that it uses
     */
    private static void check(
            String step,
            String caller,
            boolean isHandedOver,
            Map<String, Set<String>> before,
            Map<String, Set<String>> uses,
            List<String> wrong) {
        if (!uses.containsKey(step)) {
            wrong.add(step + " is no class");
            return;
        }
        if (caller != null) {
            if (!before.containsKey(caller)) {
                wrong.add(caller + ", which calls " + step + ", is no step before it");
            } else if (!isHandedOver && !uses.get(caller).contains(step)) {
                wrong.add(caller + " does not use " + step);
            }
        }
        Set<String> way = new TreeSet<>(caller == null ? Set.of() : before.getOrDefault(caller, Set.of()));
        way.stream().filter(uses.get(step)::contains).forEach(earlier -> wrong.add(step + " turns back to " + earlier));
        way.add(step);
        before.put(step, way);
    }

    private static List<String> walks() throws IOException {
        String document = Files.readString(DOCUMENT);
        String section = document.substring(document.indexOf("## Three walks"), document.indexOf("## Inside"));
        return List.of(section.split("\n### ")).stream().skip(1).toList();
    }

    /** By simple name, of the class and all that is nested in it: the simple names of what it uses. */
    private static Map<String, Set<String>> uses(JavaClasses classes) {
        return classes.stream()
                .collect(Collectors.groupingBy(
                        each -> outermost(each).getSimpleName(),
                        Collectors.flatMapping(
                                each -> each.getDirectDependenciesFromSelf().stream()
                                        .map(used ->
                                                outermost(used.getTargetClass()).getSimpleName()),
                                Collectors.toCollection(TreeSet::new))));
    }

    private static JavaClass outermost(JavaClass each) {
        return each.getEnclosingClass().map(ArchitectureDocTest::outermost).orElse(each);
    }
}
