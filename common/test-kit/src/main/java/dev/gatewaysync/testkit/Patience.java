package dev.gatewaysync.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets tests wait longer for what must become true than Awaitility's ten seconds: on a busy machine with few cores a
 * thread may not get its turn for that long, and a test that holds does not wait anyway.
 */
public final class Patience implements LauncherSessionListener {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LONG);
    }
}
