package dev.gatewaysync.console.alert;

import dev.gatewaysync.console.place.Notice;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one problem that cannot be written down while it lasts. The instance that watched when it began tells of it from memory, and
 * writes it down when it is over; a console that is started meanwhile does not start, so nobody tells of it twice.
 */
@Component
final class DatabaseOutage {
    private final AlertLease lease;
    private final PlaceSenders senders;
    private final NoticeTexts texts;
    private final OutageRecord record;
    private final InstantSource clock;
    private @Nullable AlertEpisode episode;
    private @Nullable Notice told;

    DatabaseOutage(
            AlertLease lease, PlaceSenders senders, NoticeTexts texts, OutageRecord record, InstantSource clock) {
        this.lease = lease;
        this.senders = senders;
        this.texts = texts;
        this.record = record;
        this.clock = clock;
    }

    void lasts() {
        Instant now = clock.instant();
        AlertEpisode begun = episode == null ? OutageRecord.episode(now) : episode;
        episode = begun;
        if (told == null && lease.isHeld() && !now.isBefore(begun.since().plus(AlertDecisions.HOLD))) {
            Notice notice = texts.notice(AlertTable.newId(), Notice.Kind.BEGAN, now, List.of(begun));
            told = notice;
            senders.tellDirectly(notice);
        }
    }

    void isOver() {
        AlertEpisode ended = episode;
        Notice notice = told;
        if (ended != null && notice != null) {
            Set<String> knowing = senders.endDirect();
            if (!knowing.isEmpty()) {
                record.write(notice, ended, knowing);
            }
        }
        episode = null;
        told = null;
    }
}
