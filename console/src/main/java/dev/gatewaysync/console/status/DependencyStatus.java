package dev.gatewaysync.console.status;

import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.service.ReportedStatus;
import dev.gatewaysync.service.disk.DiskReports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the parts say of themselves now; nobody waits longer than two seconds for one that is down. */
@Component
public final class DependencyStatus {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ConfirmedPublisher publisher;
    private final QueueWatch queues;
    private final ReportedStatus reported;
    private final DiskReports diskReports;
    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    DependencyStatus(
            ConfirmedPublisher publisher,
            QueueWatch queues,
            ReportedStatus reported,
            DiskReports diskReports,
            JdbcClient jdbc,
            InstantSource clock) {
        this.publisher = publisher;
        this.queues = queues;
        this.reported = reported;
        this.diskReports = diskReports;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param queues empty if the broker does not answer
     * @param queuesWatchedSince nobody knows whether anything in a queue has waited for longer; null before the broker has answered
     * @param discord connected, webhook-only, simulator, degraded, disconnected, not configured or unknown
     * @param discordProblems why members do not see what they should
     * @param certificate when that of the main app runs out; null if it is not known
     * @param disks how much room the services have
     * @param app online, degraded, offline, maintenance or unknown
     */
    public record Reading(
            List<WatchedQueue> queues,
            @Nullable Instant queuesWatchedSince,
            boolean broker,
            boolean redis,
            boolean database,
            String discord,
            List<ReportedStatus.Problem> discordProblems,
            DiscordLimits limits,
            String app,
            @Nullable Instant certificate,
            List<DiskReports.Disk> disks) {
        public Map<String, Boolean> parts() {
            Map<String, Boolean> parts = new java.util.LinkedHashMap<>();
            parts.put("broker", broker);
            parts.put("redis", redis);
            parts.put("database", database);
            return parts;
        }
    }

    public Reading read() {
        CompletableFuture<Boolean> broker = ask(publisher::isReachable, false);
        CompletableFuture<String> discord =
                ask(() -> Objects.requireNonNullElse(reported.discord(), "disconnected"), "");
        CompletableFuture<List<ReportedStatus.Problem>> problems = ask(reported::discordProblems, List.of());
        CompletableFuture<DiscordLimits> limits =
                ask(() -> DiscordLimits.read(reported.limits()), DiscordLimits.UNKNOWN);
        CompletableFuture<String> app = ask(() -> Objects.requireNonNullElse(reported.app(), "unknown"), "");
        CompletableFuture<Boolean> database =
                ask(() -> jdbc.sql("SELECT 1").query(Integer.class).single() == 1, false);
        CompletableFuture<List<WatchedQueue>> depths = ask(queues::all, List.of());
        CompletableFuture<Optional<Instant>> certificate =
                ask(() -> Optional.ofNullable(reported.certificate()), Optional.empty());
        // Where Redis is on the disk that is full nobody can report that: what this service sees for itself is known
        // all the same.
        CompletableFuture<List<DiskReports.Disk>> own = ask(() -> diskReports.own(clock.instant()), List.of());
        CompletableFuture<List<DiskReports.Disk>> disks = ask(() -> diskReports.now(clock.instant()), List.of());
        boolean redisUp = !discord.join().isEmpty();
        return new Reading(
                depths.join(),
                queues.since(),
                broker.join(),
                redisUp,
                database.join(),
                redisUp ? discord.join() : "unknown",
                problems.join(),
                limits.join(),
                app.join().isEmpty() ? "unknown" : app.join(),
                certificate.join().orElse(null),
                Stream.of(own.join(), disks.join()).flatMap(List::stream).toList());
    }

    private <T> CompletableFuture<T> ask(Supplier<T> question, T down) {
        return CompletableFuture.supplyAsync(question, threads)
                .completeOnTimeout(down, PATIENCE.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                .exceptionally(e -> down);
    }
}
