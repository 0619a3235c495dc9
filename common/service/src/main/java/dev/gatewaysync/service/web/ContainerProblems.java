package dev.gatewaysync.service.web;

import java.time.Duration;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * What a port of ours has in common with all others: refusals that look like ours, before a body is sent where its sender asks
 * (RFC 9110, section 10.1.1), and no connection that is held for nothing.
 * First, so that a service can say it otherwise.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public class ContainerProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final int IDLE_MILLIS = (int) Duration.ofSeconds(10).toMillis();

    private final int connections;

    /** @param connections held at the same time at most; 0 leaves it to the service */
    public ContainerProblems(int connections) {
        this.connections = connections;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context ->
                ((StandardHost) context.getParent()).setErrorReportValveClass(ContainerProblemValve.class.getName()));
        // Who asks before sending a body is told to go on when it is read: what the headers decide is answered first.
        factory.addConnectorCustomizers(connector -> connector.setProperty("continueResponseTiming", "onRead"));
        if (connections > 0) {
            factory.addConnectorCustomizers(connector -> {
                connector.setProperty("connectionTimeout", Integer.toString(IDLE_MILLIS));
                connector.setProperty("keepAliveTimeout", Integer.toString(IDLE_MILLIS));
                connector.setProperty("maxConnections", Integer.toString(connections));
            });
        }
    }
}
