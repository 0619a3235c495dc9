package dev.gatewaysync.console.publicpage;

import dev.gatewaysync.service.BackgroundService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
    private final InstantSource clock;
    private volatile @Nullable PublicDocuments documents;
    private volatile Instant lastAsked = Instant.MIN;
    private boolean isAway;

    StatusPagePublisher(AppReader reader, PublicTemplates templates, InstantSource clock) {
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
        PublicDocuments last = documents;
        if (last != null && !last.readAt().isBefore(lastAsked) && !isOlder(last, UNASKED_PAUSE)) {
            return;
        }
        try {
            documents = templates.of(reader.read());
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
        lastAsked = clock.instant();
        return Optional.ofNullable(documents);
    }

    PublicDocument page(PublicDocuments of) {
        return isOlder(of, OLD) ? of.oldPage() : of.page();
    }

    private boolean isOlder(PublicDocuments of, Duration age) {
        return of.readAt().plus(age).isBefore(clock.instant());
    }
}
