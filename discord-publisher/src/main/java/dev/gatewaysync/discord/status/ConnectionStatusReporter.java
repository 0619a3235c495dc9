package dev.gatewaysync.discord.status;

import dev.gatewaysync.discord.leader.LeaderElection;
import dev.gatewaysync.service.ReportedStatus;
import dev.gatewaysync.service.loop.BackgroundService;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reports the {@link ConnectionStatus} and the {@link DiscordProblems} to the other services, every 10 s and on every change, while
 * this instance is the active one.
 */
@Component
public final class ConnectionStatusReporter extends BackgroundService {
    private static final Logger log = LoggerFactory.getLogger(ConnectionStatusReporter.class);
    private static final Duration REPEAT = Duration.ofSeconds(10);
    private static final Duration CHECK = Duration.ofSeconds(1);

    private final ReportedStatus reported;
    private final ConnectionStatus status;
    private final DiscordProblems problems;
    private final LeaderElection leaderElection;
    private @Nullable Report written;
    private long writtenAt;

    ConnectionStatusReporter(
            ReportedStatus reported, ConnectionStatus status, DiscordProblems problems, LeaderElection leaderElection) {
        super("discord-status");
        this.reported = reported;
        this.status = status;
        this.problems = problems;
        this.leaderElection = leaderElection;
    }

    @Override
    public synchronized void start() {
        written = null;
        super.start();
    }

    @Override
    protected Duration round() {
        if (!leaderElection.isActive()) {
            // What this instance lacks while another leads is no problem, and none yet when it begins to lead.
            problems.forget();
            written = null;
            return CHECK;
        }
        Report report = new Report(status.current(), problems.current());
        boolean due = !report.equals(written) || System.nanoTime() - writtenAt > REPEAT.toNanos();
        if (due && isWritten(report)) {
            written = report;
            writtenAt = System.nanoTime();
        }
        return CHECK;
    }

    private boolean isWritten(Report report) {
        try {
            reported.discord(report.status(), report.problems());
            return true;
        } catch (RuntimeException e) {
            log.debug("The status is not reported while Redis is away: {}", e.toString());
            return false;
        }
    }

    private record Report(String status, List<ReportedStatus.Problem> problems) {}
}
