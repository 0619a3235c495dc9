package dev.gatewaysync.console.publicpage;

import dev.gatewaysync.service.loop.BackgroundService;
import dev.gatewaysync.task.MonotonicClock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Makes the documents, however many ask for them: every 5 s while somebody does, else every minute. A request never waits for the
 * database; while it is away the last documents go on being served.
 */
final class StatusPagePublisher extends BackgroundService {
    private static final Logger log = LoggerFactory.getLogger(StatusPagePublisher.class);

    static final Duration PAUSE = Duration.ofSeconds(5);

    static final Duration UNASKED_PAUSE = Duration.ofMinutes(1);

    /** Longer than any pause: what is older could not be brought up to date. */
    static final Duration OLD = Duration.ofSeconds(90);

    private final AppReader reader;
    private final PublicTemplates templates;
    private final MonotonicClock clock;
    private volatile @Nullable Published published;
    private volatile long lastAsked;
    private boolean isAway;

    /**
     * @param old what is served when it has become that
     * @param at nanoseconds of the clock that only moves forward: a wall clock that is set makes nothing old, or new for ever
     */
    private record Published(PublicDocuments fresh, PublicDocuments old, long at) {}

    StatusPagePublisher(AppReader reader, PublicTemplates templates, MonotonicClock clock) {
        super("status-page");
        this.reader = reader;
        this.templates = templates;
        this.clock = clock;
    }

    @Override
    protected Duration round() {
        publishIfDue();
        return PAUSE;
    }

    void publishIfDue() {
        Published last = published;
        if (last != null && last.at() >= lastAsked && !isOlder(last, UNASKED_PAUSE)) {
            return;
        }
        try {
            long now = clock.nanoTime();
            AppReading reading = reader.read();
            published = new Published(templates.of(reading, false), templates.of(reading, true), now);
            isAway = false;
        } catch (DataAccessException | TransactionException e) {
            if (!isAway) {
                isAway = true;
                log.warn("The status page stays as it is until the database answers: {}", e.toString());
            }
        }
    }

    /** Empty before the first reading. */
    Optional<PublicDocuments> documents() {
        lastAsked = clock.nanoTime();
        Published last = published;
        return last == null ? Optional.empty() : Optional.of(isOlder(last, OLD) ? last.old() : last.fresh());
    }

    private boolean isOlder(Published last, Duration age) {
        return clock.nanoTime() - last.at() > age.toNanos();
    }
}
