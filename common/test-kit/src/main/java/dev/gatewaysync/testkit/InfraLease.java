package dev.gatewaysync.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Ends a test class's use of its {@link Infra} with the class. */
public final class InfraLease implements TestExecutionListener {
    private static final InheritableThreadLocal<@Nullable Thread> RUNS_ON = new InheritableThreadLocal<>();

    /** On which thread the test class runs for which this one works: itself, or one that it has made. Null if none is known. */
    static @Nullable Thread threadOfTests() {
        return RUNS_ON.get();
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (isClass(test)) {
            RUNS_ON.set(Thread.currentThread());
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (isClass(test)) {
            Infra.release();
            RUNS_ON.remove();
        }
    }

    private static boolean isClass(TestIdentifier test) {
        return test.getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> !((ClassSource) source).getClassName().contains("$"))
                .orElse(false);
    }
}
