package dev.gatewaysync.ingest.deadline;

import dev.gatewaysync.service.Settings;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

@Component
class TomcatDeadlines implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, DisposableBean {
    private final Duration limit;
    private final Deadlines deadlines;

    TomcatDeadlines(Settings settings) {
        this.limit = RequestTime.limit(settings);
        this.deadlines = new Deadlines(limit);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(TimedProtocol.class.getName());
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof TimedProtocol protocol) {
                protocol.watchedBy(deadlines);
            }
        });
        factory.addContextValves(new DeadlineValve(limit));
    }

    @Override
    public void destroy() {
        deadlines.close();
    }
}
