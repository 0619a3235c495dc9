package dev.gatewaysync.testkit;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Ends a test class's use of its {@link Infra} with the class. */
public final class InfraLease implements TestExecutionListener {
    private static final ThreadLocal<Boolean> OF_TESTS = ThreadLocal.withInitial(() -> false);

    /** Whether a test class runs on this thread. */
    static boolean isTestThread() {
        return OF_TESTS.get();
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (isClass(test)) {
            OF_TESTS.set(true);
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (isClass(test)) {
            Infra.release();
            OF_TESTS.set(false);
        }
    }

    private static boolean isClass(TestIdentifier test) {
        return test.getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> !((ClassSource) source).getClassName().contains("$"))
                .orElse(false);
    }
}
