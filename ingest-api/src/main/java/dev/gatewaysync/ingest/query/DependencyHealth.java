package dev.gatewaysync.ingest.query;

import dev.gatewaysync.ingest.outage.RedisAvailability;
import dev.gatewaysync.ingest.outbound.BrokerAvailability;
import dev.gatewaysync.service.ReportedStatus;
import dev.gatewaysync.storage.operator.DiscordTargets;
import dev.gatewaysync.storage.operator.LateWork;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What this service stands on, and what others have left in Redis about themselves. */
@Component
class DependencyHealth {
    private static final String UNKNOWN = "unknown";
    private static final Duration LOOK_FOR_TROUBLE = Duration.ofSeconds(10);

    private final BrokerAvailability brokerAvailability;
    private final ReportedStatus reported;
    private final RedisAvailability redisAvailability;
    private final InstantSource clock;
    private final CachedHealthCheck brokerProbe;
    private final CachedHealthCheck redisProbe;
    private final CachedHealthCheck databaseProbe;
    private final LateWork lateWork;
    private final DiscordTargets targets;
    private volatile List<LateWork.Late> late = List.of();
    private volatile List<DiscordTargets.Target> refusedTargets = List.of();
    private volatile Instant lookedForTroubleAt = Instant.EPOCH;
    private volatile String discordStatus = UNKNOWN;
    private volatile List<ReportedStatus.Problem> discordProblems = List.of();
    private volatile boolean discordHasReported;
    private volatile @Nullable Instant silentSince;

    DependencyHealth(
            BrokerAvailability brokerAvailability,
            ReportedStatus reported,
            RedisAvailability redisAvailability,
            LateWork lateWork,
            JdbcClient jdbc,
            InstantSource clock) {
        this.brokerAvailability = brokerAvailability;
        this.reported = reported;
        this.redisAvailability = redisAvailability;
        this.lateWork = lateWork;
        this.targets = new DiscordTargets(jdbc);
        this.clock = clock;
        this.brokerProbe = new CachedHealthCheck(brokerAvailability::isReachable);
        this.redisProbe = new CachedHealthCheck(this::readStatuses);
        this.databaseProbe = new CachedHealthCheck(() -> {
            boolean up = jdbc.sql("SELECT 1").query(Integer.class).optional().isPresent();
            lookForTrouble();
            return up;
        });
    }

    /**
     * Lets all checks run at the same time. At the start, too: the first connections take longer than a check may, and the first
     * who asks would be told that nothing answers.
     */
    @PostConstruct
    void look() {
        brokerProbe.start();
        redisProbe.start();
        databaseProbe.start();
    }

    /** At most a second late, and at once where an event has found it away. */
    boolean brokerIsUp() {
        return !brokerAvailability.isAway() && brokerProbe.isUp();
    }

    /** As {@link #brokerIsUp}. */
    boolean redisIsUp() {
        return !redisAvailability.isAway() && redisProbe.isUp();
    }

    boolean databaseIsUp() {
        return databaseProbe.isUp();
    }

    /** At most a second old. */
    String discordStatus() {
        return redisIsUp() ? discordStatus : UNKNOWN;
    }

    /** At most a second old; none while Redis does not answer. */
    List<ReportedStatus.Problem> discordProblems() {
        return redisIsUp() ? discordProblems : List.of();
    }

    /** What is late of that which members and the main app's visitors see; at most ten seconds old, none while the database is away. */
    List<LateWork.Late> late() {
        return databaseIsUp() ? late : List.of();
    }

    /** What Discord takes nothing for, because a channel or webhook is gone or refuses it; as old as {@link #late}. */
    List<DiscordTargets.Target> refusedTargets() {
        return databaseIsUp() ? refusedTargets : List.of();
    }

    /** Beside the check, which comes often: this costs more than it does. */
    private void lookForTrouble() {
        Instant now = clock.instant();
        if (now.isAfter(lookedForTroubleAt.plus(LOOK_FOR_TROUBLE))) {
            refusedTargets = targets.refused();
            late = lateWork.now().stream()
                    .filter(work -> work.kind() != LateWork.Kind.BACKUP)
                    .toList();
            lookedForTroubleAt = now;
        }
    }

    /** Reads along with the check, so that no request waits for Redis on its own. */
    private boolean readStatuses() {
        return redisAvailability.call(
                () -> {
                    String status = reported.discord();
                    if (status == null) {
                        discordStatus = "disconnected";
                        discordProblems = silence();
                    } else {
                        discordStatus = status;
                        silentSince = null;
                        discordHasReported = true;
                        discordProblems = reported.discordProblems();
                    }
                    return true;
                },
                () -> false);
    }

    /** Of a discord-publisher that has reported to this instance and does so no more. At the start none has. */
    private List<ReportedStatus.Problem> silence() {
        if (!discordHasReported) {
            return List.of();
        }
        Instant since = silentSince == null ? clock.instant() : silentSince;
        silentSince = since;
        return List.of(new ReportedStatus.Problem(
                "silence",
                "No discord-publisher reports any more; what is accepted waits in the queue until one runs",
                since));
    }
}
