package dev.gatewaysync.discord.status;

import dev.gatewaysync.discord.leader.LeaderElection;
import dev.gatewaysync.service.ReportedStatus;
import dev.gatewaysync.service.loop.BackgroundService;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reports the {@link RateLimitReport} to the console, every 3 s, while this instance is the active one. */
@Component
final class RateLimitReporter extends BackgroundService {
    private static final Logger log = LoggerFactory.getLogger(RateLimitReporter.class);
    private static final Duration REPEAT = Duration.ofSeconds(3);

    private final ReportedStatus reported;
    private final RateLimitReport report;
    private final LeaderElection leaderElection;

    RateLimitReporter(ReportedStatus reported, RateLimitReport report, LeaderElection leaderElection) {
        super("discord-limits");
        this.reported = reported;
        this.report = report;
        this.leaderElection = leaderElection;
    }

    @Override
    protected Duration round() {
        if (leaderElection.isActive()) {
            write();
        }
        return REPEAT;
    }

    private void write() {
        try {
            reported.limits(report.current().toString());
        } catch (RuntimeException e) {
            log.debug("The limits are not reported while Redis is away: {}", e.toString());
        }
    }
}
