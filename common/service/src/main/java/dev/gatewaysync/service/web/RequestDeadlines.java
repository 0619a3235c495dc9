package dev.gatewaysync.service.web;

import dev.gatewaysync.task.Loop;
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
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Ends requests that take too long, whatever they are slow at: Tomcat's own timeouts are of one silence, so a byte every 19
 * seconds holds a connection for hours. Over the limit no more is read, as if the sender had stopped sending, and Tomcat
 * goes its usual way from there; over the second limit no more is written either.
 */
public class RequestDeadlines implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(RequestDeadlines.class);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final long reading;
    private final long answering;
    private final Map<SocketWrapperBase<?>, Request> begun = new ConcurrentHashMap<>();
    private final Loop watch;

    /**
     * @param reading from a request's first byte to its last
     * @param answering from a request's first byte to the last of its answer
     */
    public RequestDeadlines(Duration reading, Duration answering) {
        this.reading = reading.toNanos();
        this.answering = answering.toNanos();
        Duration step = Duration.ofNanos(
                Math.min(this.reading / 4, Duration.ofSeconds(1).toNanos()));
        this.watch = Loop.named("request-deadlines")
                .onPlatformThread()
                .firstAfter(step)
                .afterFailure(RequestDeadlines::failed)
                .running(() -> {
                    checkAll(System.nanoTime());
                    return step;
                });
        watch.start();
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(TimedProtocol.class.getName());
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof TimedProtocol protocol) {
                protocol.watchedBy(this);
            }
        });
    }

    /** @param request whose start time is negative for as long as none of it has come */
    void begin(SocketWrapperBase<?> socket, Request request) {
        begun.put(socket, request);
    }

    void end(SocketWrapperBase<?> socket) {
        begun.remove(socket);
    }

    @Override
    public void destroy() {
        watch.stopNow();
    }

    private void checkAll(long now) {
        begun.keySet().removeIf(SocketWrapperBase::isClosed);
        begun.forEach((socket, request) -> check(socket, request, now));
    }

    private static Duration failed(Throwable failure) {
        log.warn("Deadlines of requests are looked at again in a moment: {}", failure.toString());
        return AFTER_FAILURE;
    }

    private void check(SocketWrapperBase<?> socket, Request request, long now) {
        long start = request.getStartTimeNanos();
        if (start < 0 || now - start < reading || !(socket.getSocket() instanceof NioChannel nio)) {
            return;
        }
        SocketChannel channel = nio.getIOChannel();
        if (channel == null) {
            return;
        }
        try {
            channel.shutdownInput();
            if (now - start >= answering) {
                channel.shutdownOutput();
            }
        } catch (IOException e) {
            log.debug("A slow sender is gone already: {}", e.toString());
        }
    }
}
