package dev.gatewaysync.service.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts log lines by level, until its service ends. Micrometer's own leaves a listener with the logging, which lasts as long as the
 * process: it holds the meters, and through them the whole ended service, wherever others start and end in the same process.
 */
public final class LogLineMetrics extends LogbackMetrics {
    private final LoggerContext logging;
    private final List<LoggerContextListener> listeners;

    private LogLineMetrics(LoggerContext logging) {
        super(Tags.empty(), logging);
        this.logging = logging;
        listeners = ofMicrometer(logging);
    }

    /** One at a time: which listener came with which is known by what was there before. */
    public static synchronized LogLineMetrics of(LoggerContext logging) {
        List<LoggerContextListener> before = ofMicrometer(logging);
        LogLineMetrics made = new LogLineMetrics(logging);
        made.listeners.removeAll(before);
        return made;
    }

    private static List<LoggerContextListener> ofMicrometer(LoggerContext logging) {
        return new ArrayList<>(logging.getCopyOfListenerList().stream()
                .filter(listener -> listener.getClass().getName().startsWith(LogbackMetrics.class.getName()))
                .toList());
    }

    @Override
    public void close() {
        super.close();
        // The logging's list is made for one thread.
        synchronized (LogLineMetrics.class) {
            listeners.forEach(logging::removeListener);
        }
    }
}
