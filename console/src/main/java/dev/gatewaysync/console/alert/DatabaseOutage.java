package dev.gatewaysync.console.alert;

import dev.gatewaysync.console.AlertSettings;
import dev.gatewaysync.console.place.Notice;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one problem that cannot be written down while it lasts. The instance that watched when it began tells of it from memory,
 * every {@code ALERT_REPEAT} again, and writes it down when it is over; a console that is started meanwhile does not start, so
 * nobody tells of it twice. What was snoozed when it began is not told.
 */
@Component
final class DatabaseOutage {
    private final AlertLease lease;
    private final PlaceSenders senders;
    private final NoticeTexts texts;
    private final OutageRecord record;
    private final AlertSettings settings;
    private final InstantSource clock;
    /** Keys of the places that have been told. */
    private final Set<String> knowing = new HashSet<>();

    private List<Snooze> snoozes = List.of();
    private @Nullable AlertEpisode episode;
    private @Nullable Notice began;
    private Instant toldAt = Instant.EPOCH;

    DatabaseOutage(
            AlertLease lease,
            PlaceSenders senders,
            NoticeTexts texts,
            OutageRecord record,
            AlertSettings settings,
            InstantSource clock) {
        this.lease = lease;
        this.senders = senders;
        this.texts = texts;
        this.record = record;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param advice null if it is that of the rule */
    void lasts(String text, @Nullable String advice) {
        Instant now = clock.instant();
        AlertEpisode lasting = episode == null ? OutageRecord.episode(text, advice, now) : episode;
        episode = lasting;
        if (!lease.isHeld() || isSnoozed(lasting, now)) {
            return;
        }
        if (began == null && !now.isBefore(lasting.since().plus(AlertDecisions.HOLD))) {
            Notice notice = texts.notice(AlertTable.newId(), Notice.Kind.BEGAN, now, List.of(lasting));
            began = notice;
            tell(notice);
        } else if (began != null && !now.isBefore(toldAt.plus(settings.repeat()))) {
            tell(texts.notice(AlertTable.newId(), Notice.Kind.LASTS, now, List.of(lasting)));
        }
    }

    private void tell(Notice notice) {
        toldAt = notice.at();
        senders.tellDirectly(notice);
    }

    private boolean isSnoozed(AlertEpisode lasting, Instant now) {
        return snoozes.stream().anyMatch(snooze -> snooze.covers(lasting) && now.isBefore(snooze.until()));
    }

    void isOver() {
        AlertEpisode ended = episode;
        Notice notice = began;
        if (ended != null && notice != null) {
            knowing.addAll(senders.endDirect());
            if (!knowing.isEmpty()) {
                record.write(notice, ended, knowing);
            }
        }
        episode = null;
        began = null;
        knowing.clear();
        snoozes = record.snoozes();
    }
}
