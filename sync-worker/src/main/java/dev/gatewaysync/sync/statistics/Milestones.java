package dev.gatewaysync.sync.statistics;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.MilestoneReached;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.sync.outbox.EventOutbox;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Announces each multiple of {@value #STEP} resources the first time it is crossed, ever. When several are crossed at
 * once, the highest is announced. The first number known is a baseline: what it has passed is never announced.
 */
@Component
final class Milestones {
    static final long STEP = 50;

    private final JdbcTemplate jdbc;
    private final StatisticsStore statistics;
    private final EventOutbox outbox;
    private final InstantSource clock;

    Milestones(JdbcTemplate jdbc, StatisticsStore statistics, EventOutbox outbox, InstantSource clock) {
        this.jdbc = jdbc;
        this.statistics = statistics;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** To be called in the transaction that changed a number. */
    void check() {
        check(true);
    }

    /** As above, for a number of something else than before: what it has passed is never announced. */
    void checkSilently() {
        check(false);
    }

    private void check(boolean tell) {
        boolean first = mark(0, null);
        if (!first) {
            jdbc.update("UPDATE milestone SET at = at WHERE milestone = 0");
        }
        // Read only now: whoever holds the lock sees what the last holder wrote.
        Long resources = statistics.effectiveResources();
        if (resources == null) {
            if (first) {
                jdbc.update("DELETE FROM milestone WHERE milestone = 0");
            }
            return;
        }
        long passed = resources / STEP * STEP;
        if (first) {
            mark(passed, null);
        } else if (passed > highest()) {
            if (tell) {
                announce(resources, passed);
            } else {
                mark(passed, null);
            }
        }
    }

    private void announce(long resources, long milestone) {
        EventEnvelope event = EventEnvelope.of(
                EventIds.next(), Source.SYSTEM, clock.instant(), new MilestoneReached(resources, milestone));
        if (mark(milestone, event.id())) {
            outbox.add(List.of(event));
        }
    }

    private boolean mark(long milestone, @Nullable String eventId) {
        return jdbc.update(
                        "INSERT INTO milestone (milestone, event_id, at) VALUES (?, ?, ?) ON CONFLICT (milestone) DO NOTHING",
                        milestone,
                        eventId,
                        clock.millis())
                == 1;
    }

    private long highest() {
        Long highest = jdbc.queryForObject("SELECT max(milestone) FROM milestone", Long.class);
        return highest == null ? 0 : highest;
    }
}
