package dev.gatewaysync.ingest.deadline;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends requests that take too long, whatever they are slow at: Tomcat's own timeouts are of one silence, so a byte every 19
 * seconds holds a connection for hours. Over the limit no more is read, as if the sender had stopped sending, and Tomcat
 * goes its usual way from there; over twice the limit no more is written either.
 */
final class Deadlines implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Deadlines.class);

    private final long limit;
    private final Map<SocketWrapperBase<?>, Request> begun = new ConcurrentHashMap<>();
    private final Thread watch;
    private volatile boolean closed;

    Deadlines(Duration limit) {
        this.limit = limit.toNanos();
        Duration step =
                Duration.ofNanos(Math.min(this.limit / 4, Duration.ofSeconds(1).toNanos()));
        this.watch = Thread.ofPlatform().name("request-deadlines").daemon().start(() -> watch(step));
    }

    /** @param request whose start time is negative for as long as none of it has come */
    void begin(SocketWrapperBase<?> socket, Request request) {
        begun.put(socket, request);
    }

    void end(SocketWrapperBase<?> socket) {
        begun.remove(socket);
    }

    @Override
    public void close() {
        closed = true;
        watch.interrupt();
    }

    private void watch(Duration step) {
        try {
            while (!closed) {
                Thread.sleep(step);
                checkAll(System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkAll(long now) {
        try {
            begun.keySet().removeIf(SocketWrapperBase::isClosed);
            begun.forEach((socket, request) -> check(socket, request, now));
        } catch (RuntimeException | Error e) {
            // Without this thread there are no deadlines any more.
            log.warn("Deadlines of requests are looked at again in a moment: {}", e.toString());
        }
    }

    private void check(SocketWrapperBase<?> socket, Request request, long now) {
        long start = request.getStartTimeNanos();
        if (start < 0 || now - start < limit || !(socket.getSocket() instanceof NioChannel nio)) {
            return;
        }
        SocketChannel channel = nio.getIOChannel();
        if (channel == null) {
            return;
        }
        try {
            channel.shutdownInput();
            if (now - start >= 2 * limit) {
                channel.shutdownOutput();
            }
        } catch (IOException e) {
            log.debug("A slow sender is gone already: {}", e.toString());
        }
    }
}
