package dev.gatewaysync.ingest.deadline;

import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.service.web.RequestDeadlines;
import java.time.Duration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.stereotype.Component;

@Component
class TomcatDeadlines extends RequestDeadlines {
    private final Duration limit;

    TomcatDeadlines(Settings settings) {
        super(RequestTime.limit(settings), RequestTime.limit(settings).multipliedBy(2));
        this.limit = RequestTime.limit(settings);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        super.customize(factory);
        factory.addContextValves(new DeadlineValve(limit));
    }
}
