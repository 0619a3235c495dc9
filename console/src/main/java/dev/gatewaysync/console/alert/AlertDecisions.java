package dev.gatewaysync.console.alert;

import dev.gatewaysync.console.AlertSettings;
import dev.gatewaysync.console.overview.Alert;
import dev.gatewaysync.console.overview.AlertRule;
import dev.gatewaysync.console.place.Notice;
import dev.gatewaysync.console.place.Places;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notes what is wrong from its beginning to its end, and decides what operators are told in one message: what has lasted for
 * {@link #HOLD}, with all that has begun meanwhile; what lasts, every {@code ALERT_REPEAT}; and what is over, of which they were told.
 * The decision and its messages are one transaction, so that a restart at any point tells nothing twice.
 */
@Component
final class AlertDecisions {
    /** What goes away by itself meanwhile, as at a restart of a service, is told to nobody. */
    static final Duration HOLD = Duration.ofSeconds(20);

    /** What has begun at the same time is told with it, but not what was seen once only. */
    static final Duration JOINS = Duration.ofSeconds(5);

    /** What comes back within this time was never over. */
    static final Duration GONE = Duration.ofSeconds(30);

    private static final Duration KEPT = Duration.ofDays(30);

    private final AlertTable table;
    private final NoticeTable notices;
    private final Places places;
    private final AlertSettings settings;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private Instant forgottenAt = Instant.EPOCH;

    AlertDecisions(
            AlertTable table,
            NoticeTable notices,
            Places places,
            AlertSettings settings,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.table = table;
        this.notices = notices;
        this.places = places;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param unjudged rules of which nobody knows now whether there is a problem: what was there goes on
     * @return whether there is something new to tell
     */
    boolean decide(List<Alert> firing, Set<AlertRule> unjudged) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            note(firing, unjudged);
            forget();
            List<AlertEpisode> open = table.open();
            boolean any = begun(open);
            any |= lasting(open);
            any |= over(open);
            return any;
        }));
    }

    /** What is long over; not at every look. */
    private void forget() {
        Instant now = clock.instant();
        if (now.isAfter(forgottenAt.plus(Duration.ofHours(1)))) {
            table.forgetBefore(now.minus(KEPT));
            forgottenAt = now;
        }
    }

    private void note(List<Alert> firing, Set<AlertRule> unjudged) {
        Instant now = clock.instant();
        Set<String> seen = new HashSet<>();
        List<AlertEpisode> lasting = table.open().stream()
                .filter(episode -> episode.endedAt() == null)
                .toList();
        for (Alert alert : firing) {
            lasting.stream()
                    .filter(episode -> episode.isOf(alert.rule().id(), alert.subject()))
                    .findFirst()
                    .ifPresentOrElse(
                            episode -> {
                                seen.add(episode.id());
                                table.seen(episode, alert);
                            },
                            () -> {
                                Instant since = since(alert, now);
                                Instant firstSeen = alert.rule().isConfirmed() ? since : now;
                                table.begin(alert, since, firstSeen, null, AlertTable.newId());
                            });
        }
        for (AlertEpisode episode : lasting) {
            Instant gone = episode.goneAt();
            if (seen.contains(episode.id())
                    || AlertRule.ofId(episode.rule()).filter(unjudged::contains).isPresent()) {
                continue;
            }
            if (gone == null) {
                table.gone(episode);
            } else if (!now.isBefore(gone.plus(GONE))) {
                table.ended(episode, gone);
            }
        }
    }

    private static Instant since(Alert alert, Instant now) {
        Instant since = alert.since();
        return since == null || since.isAfter(now) ? now : since;
    }

    private boolean begun(List<AlertEpisode> open) {
        Instant now = clock.instant();
        List<AlertEpisode> untold = open.stream()
                .filter(AlertDecisions::isThere)
                .filter(episode -> episode.isToTell() && !isSnoozed(episode))
                .toList();
        if (untold.stream().noneMatch(episode -> hasLasted(episode, HOLD, now))) {
            return false;
        }
        return tell(
                Notice.Kind.BEGAN,
                untold.stream()
                        .filter(episode -> hasLasted(episode, JOINS, now))
                        .toList());
    }

    private boolean lasting(List<AlertEpisode> open) {
        Instant now = clock.instant();
        List<AlertEpisode> told = open.stream()
                .filter(AlertDecisions::isThere)
                .filter(episode -> !episode.isToTell() && !isSnoozed(episode))
                .toList();
        if (told.stream().noneMatch(episode -> isToldBefore(episode, now.minus(settings.repeat())))) {
            return false;
        }
        Instant notJustNow = now.minus(settings.repeat().dividedBy(2));
        return tell(
                Notice.Kind.LASTS,
                told.stream()
                        .filter(episode -> isToldBefore(episode, notJustNow))
                        .toList());
    }

    private boolean over(List<AlertEpisode> open) {
        List<AlertEpisode> ended =
                open.stream().filter(episode -> episode.endedAt() != null).toList();
        List<AlertEpisode> told =
                ended.stream().filter(episode -> episode.toldAt() != null).toList();
        ended.forEach(table::close);
        if (!told.isEmpty()) {
            notices.make(AlertTable.newId(), Notice.Kind.ENDED, told, places.all());
        }
        return !told.isEmpty();
    }

    private boolean tell(Notice.Kind kind, List<AlertEpisode> about) {
        notices.make(AlertTable.newId(), kind, about, places.all());
        about.forEach(table::told);
        return true;
    }

    private boolean isSnoozed(AlertEpisode episode) {
        return table.snoozedUntil(episode).isPresent();
    }

    private static boolean isThere(AlertEpisode episode) {
        return episode.endedAt() == null && episode.goneAt() == null;
    }

    private static boolean hasLasted(AlertEpisode episode, Duration time, Instant now) {
        return !now.isBefore(episode.firstSeenAt().plus(time));
    }

    private static boolean isToldBefore(AlertEpisode episode, Instant time) {
        return !Objects.requireNonNull(episode.toldAt()).isAfter(time);
    }
}
