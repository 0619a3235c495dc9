package dev.gatewaysync.console.publicpage;

import dev.gatewaysync.console.PublicPageSettings;
import dev.gatewaysync.service.web.ContainerProblems;
import dev.gatewaysync.service.web.RequestDeadlines;
import java.time.Duration;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.SmartLifecycle;

/**
 * A web server with nothing but {@link PublicServlet}: it shares neither filters nor routes nor sessions with the console, so that
 * neither is reached through the other's port.
 */
public final class PublicServer implements SmartLifecycle {
    private static final int CONNECTIONS = 512;
    private static final Duration READING = Duration.ofSeconds(10);
    private static final Duration ANSWERING = Duration.ofSeconds(30);

    private final PublicPageSettings settings;
    private final PublicServlet servlet;
    private @Nullable WebServer server;
    private @Nullable RequestDeadlines deadlines;

    PublicServer(PublicPageSettings settings, PublicServlet servlet) {
        this.settings = settings;
        this.servlet = servlet;
    }

    /** Where it listens; 0 while it does not. */
    public synchronized int port() {
        return server == null ? 0 : server.getPort();
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(settings.port());
        factory.setAddress(settings.address());
        factory.setServerHeader("");
        RequestDeadlines watching = new RequestDeadlines(READING, ANSWERING);
        watching.customize(factory);
        new ContainerProblems(CONNECTIONS).customize(factory);
        factory.addConnectorCustomizers(connector -> {
            connector.getProtocolHandler().setExecutor(new VirtualThreadExecutor("status-page-"));
            connector.setProperty("maxHttpHeaderSize", "8192");
        });
        WebServer made = factory.getWebServer(
                context -> context.addServlet("public", servlet).addMapping("/"));
        deadlines = watching;
        server = made;
        made.start();
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.destroy();
            server = null;
        }
        if (deadlines != null) {
            deadlines.destroy();
            deadlines = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }
}
