package dev.gatewaysync.console.failed;

import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.task.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Works replays off, one message after the other, at the job's rate and only while there is room. A message is noted as
 * sent after the broker has stored it: if the console dies in between it is sent once more, and consumers know the
 * repeat by its event's id.
 *
 * <p>{@code gateway_replayed_total{outcome}}, counter: messages of replays, {@code sent} or {@code skipped}.
 */
@Component
final class ReplayRunner implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ReplayRunner.class);
    private static final String REPLAYED = "gateway.replayed";
    /** Of jobs that another console has made or left. */
    private static final Duration IDLE = Duration.ofSeconds(2);

    private static final Duration RETRY = Duration.ofMillis(300);
    private static final Duration KEEP = Duration.ofSeconds(2);
    private static final Duration CROWDED = Duration.ofMillis(200);
    private static final Duration OUTAGE = Duration.ofSeconds(2);

    private final ReplayJobs jobs;
    private final FailedMessageQueries failures;
    private final ReplaySender sender;
    private final ReplayThrottle replayThrottle;
    private final MeterRegistry metrics;
    private final String holder = UUID.randomUUID().toString();
    private final Loop loop =
            Loop.named("replay").afterFailure(ReplayRunner::failed).running(this::round);

    /** Of the job in hand, by the one thread that works. */
    private long keptAt;

    private boolean noted;

    ReplayRunner(
            ReplayJobs jobs,
            FailedMessageQueries failures,
            ReplaySender sender,
            ReplayThrottle replayThrottle,
            MeterRegistry metrics) {
        this.jobs = jobs;
        this.failures = failures;
        this.sender = sender;
        this.replayThrottle = replayThrottle;
        this.metrics = metrics;
        List.of("sent", "skipped").forEach(outcome -> metrics.counter(REPLAYED, "outcome", outcome));
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.drain(Duration.ofSeconds(10));
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    /** Lets it begin at once. */
    void created() {
        loop.wake();
    }

    private Duration round() throws InterruptedException {
        Optional<Replay> job = jobs.take(holder);
        if (job.isEmpty()) {
            return IDLE;
        }
        work(job.get());
        return RETRY;
    }

    private static Duration failed(Throwable failure) {
        if (failure instanceof DataAccessException e) {
            log.warn(
                    "Replays wait for the database: {}",
                    String.valueOf(e.getMostSpecificCause().getMessage()));
        } else {
            log.error("A replay has stopped and is gone on with in {} s", ReplayJobs.CLAIM.toSeconds(), failure);
        }
        return RETRY;
    }

    private void work(Replay job) throws InterruptedException {
        log.info("replay.started job={} messages={} rate={}/s", job.id(), job.pending(), job.rate());
        keptAt = System.nanoTime();
        noted = false;
        long gap = Duration.ofSeconds(1).toNanos() / job.rate();
        long due = System.nanoTime();
        Optional<ReplayItem> item;
        while ((item = jobs.next(job.id())).isPresent()) {
            if (!replay(item.get(), job)) {
                return;
            }
            due = Math.max(due + gap, System.nanoTime());
            if (!loop.sleep(Duration.ofNanos(due - System.nanoTime()))) {
                jobs.release(job.id(), holder);
                return;
            }
        }
        jobs.finish(job.id(), holder);
        log.info("replay.finished job={}", job.id());
    }

    /** @return whether the job goes on */
    private boolean replay(ReplayItem item, Replay job) throws InterruptedException {
        FailureDetails details = failures.find(item.messageId()).orElse(null);
        String obstacle = obstacle(item, details);
        if (obstacle != null || details == null) {
            jobs.skipped(item, obstacle == null ? "It is not there any more" : obstacle);
            metrics.counter(REPLAYED, "outcome", "skipped").increment();
            return jobs.keep(job.id(), holder, null);
        }
        while (true) {
            String queue = details.failure().queue();
            String why;
            try {
                if (replayThrottle.hasRoomFor(queue)) {
                    if (!stillOurs(job)) {
                        return false;
                    }
                    sender.send(details, job.operator());
                    jobs.sent(item, job);
                    metrics.counter(REPLAYED, "outcome", "sent").increment();
                    log.info("message.replayed id={} queue={} by={}", item.messageId(), queue, job.operator());
                    return true;
                }
                why = "Waiting until less than " + ReplayThrottle.MOST + " messages are under way to " + queue;
            } catch (OutageFailure e) {
                why = "Waiting for the broker: " + e.getMessage();
            } catch (DataAccessException e) {
                throw e;
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                // Of this message, and it would be the same the next time: the others go on.
                log.warn("message.replay_skipped id={} queue={}: {}", item.messageId(), queue, e.toString());
                jobs.skipped(item, "It cannot be sent: " + e.getMessage());
                metrics.counter(REPLAYED, "outcome", "skipped").increment();
                return jobs.keep(job.id(), holder, null);
            }
            noted = true;
            if (!jobs.keep(job.id(), holder, why)) {
                return false;
            }
            if (!loop.sleep(why.startsWith("Waiting for") ? OUTAGE : CROWDED)) {
                jobs.release(job.id(), holder);
                return false;
            }
        }
    }

    /** Writing it down costs as much as the message itself, so it is done every so often and when a note is to go. */
    private boolean stillOurs(Replay job) {
        long now = System.nanoTime();
        if (!noted && now - keptAt < KEEP.toNanos()) {
            return jobs.belongs(job.id(), holder);
        }
        keptAt = now;
        noted = false;
        return jobs.keep(job.id(), holder, null);
    }

    private static @Nullable String obstacle(ReplayItem item, @Nullable FailureDetails details) {
        if (details == null) {
            return "It is not there any more";
        }
        if (!details.status().equals("open")) {
            return "It was " + details.status() + " meanwhile";
        }
        if (details.failure().lastFailedAt().toEpochMilli() != item.failedAt()) {
            return "It has failed again meanwhile";
        }
        return Topology.WORK_QUEUES.contains(details.failure().queue())
                ? null
                : "There is no queue " + details.failure().queue();
    }
}
