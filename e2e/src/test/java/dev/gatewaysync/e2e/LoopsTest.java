package dev.gatewaysync.e2e;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import dev.gatewaysync.messaging.EventConsumer;
import dev.gatewaysync.messaging.ListenerContainers;
import dev.gatewaysync.messaging.QueueConsumer;
import dev.gatewaysync.service.loop.BackgroundService;
import dev.gatewaysync.sync.task.PeriodicTask;
import dev.gatewaysync.task.Loop;
import dev.gatewaysync.task.OutageGate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docs/limits.md} names every class that has a thread, a loop or a consumer, with what comes of it when it fails. */
@AnalyzeClasses(packages = "dev.gatewaysync", importOptions = ImportOption.DoNotIncludeTests.class)
class LoopsTest {
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Za-z]+)`");

    /** What runs for a person who waits for it, and no service. */
    private static final DescribedPredicate<JavaClass> OTHERS = resideInAnyPackage(
            "dev.gatewaysync.simulator..",
            "dev.gatewaysync.specification..",
            "dev.gatewaysync.standalone..",
            "dev.gatewaysync.cli..",
            "dev.gatewaysync.testkit..",
            "dev.gatewaysync.benchmark..");

    @ArchTest
    static void every_class_with_a_thread_a_loop_or_a_consumer_is_listed(JavaClasses classes) throws IOException {
        Set<String> looping = new TreeSet<>();
        for (JavaClass each : classes) {
            if (!OTHERS.test(each) && loops(each)) {
                looping.add(outermost(each).getSimpleName());
            }
        }
        assertThat(looping).isEqualTo(listed());
    }

    private static boolean loops(JavaClass each) {
        return each.getRawSuperclass()
                        .filter(parent -> parent.isEquivalentTo(BackgroundService.class))
                        .isPresent()
                || each.getCodeUnits().stream()
                        .flatMap(unit -> unit.getCallsFromSelf().stream())
                        .anyMatch(call -> begins(call.getTargetOwner(), call.getName()));
    }

    private static boolean begins(JavaClass owner, String name) {
        boolean made = name.equals("<init>");
        return (made
                        && (owner.isEquivalentTo(Thread.class)
                                || owner.isEquivalentTo(PeriodicTask.class)
                                || owner.isEquivalentTo(EventConsumer.class)
                                || owner.isEquivalentTo(QueueConsumer.class)))
                || (owner.isEquivalentTo(Loop.Settings.class) && name.equals("running"))
                || (owner.isEquivalentTo(OutageGate.Settings.class) && name.equals("probing"))
                || owner.isEquivalentTo(ListenerContainers.class)
                || owner.isEquivalentTo(Executors.class)
                || (owner.isEquivalentTo(Thread.class) && (name.equals("ofVirtual") || name.equals("ofPlatform")))
                || (owner.isAssignableTo(Executor.class) && name.startsWith("schedule"))
                || owner.isEquivalentTo(ThreadFactory.class);
    }

    private static JavaClass outermost(JavaClass each) {
        return each.getEnclosingClass().map(LoopsTest::outermost).orElse(each);
    }

    private static Set<String> listed() throws IOException {
        String limits = Files.readString(Path.of("../docs/limits.md"));
        String section = limits.substring(limits.indexOf("## Threads"), limits.indexOf("## Read"));
        Set<String> names = new TreeSet<>();
        section.lines().filter(line -> line.startsWith("|")).forEach(line -> {
            Matcher name = NAME.matcher(line.substring(0, line.indexOf('|', 1)));
            while (name.find()) {
                names.add(name.group(1));
            }
        });
        return names;
    }
}
