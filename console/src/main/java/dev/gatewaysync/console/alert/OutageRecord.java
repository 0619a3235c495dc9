package dev.gatewaysync.console.alert;

import dev.gatewaysync.console.overview.Alert;
import dev.gatewaysync.console.overview.AlertRule;
import dev.gatewaysync.console.place.Notice;
import dev.gatewaysync.console.place.Place;
import dev.gatewaysync.console.place.Places;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down afterwards what was told while the database was away, so that its end is told where its beginning was. */
@Component
final class OutageRecord {
    private static final Alert ALERT = new Alert(
            AlertRule.DATABASE,
            "",
            true,
            "The database does not answer",
            null,
            AlertRule.DATABASE.advice(),
            AlertRule.DATABASE.page());

    private final AlertTable table;
    private final NoticeTable notices;
    private final Places places;
    private final TransactionTemplate transactions;

    OutageRecord(AlertTable table, NoticeTable notices, Places places, TransactionTemplate transactions) {
        this.table = table;
        this.notices = notices;
        this.places = places;
        this.transactions = transactions;
    }

    static AlertEpisode episode(Instant began) {
        return new AlertEpisode(
                AlertTable.newId(), ALERT.rule().id(), "", true, ALERT.text(), began, began, null, null, null);
    }

    /** @param knowing keys of the places that have taken the notice */
    void write(Notice notice, AlertEpisode episode, Set<String> knowing) {
        List<Place> told = places.all().stream()
                .filter(place -> knowing.contains(place.key()))
                .toList();
        transactions.executeWithoutResult(status -> {
            table.begin(ALERT, episode.since(), episode.firstSeenAt(), notice.at(), episode.id());
            notices.make(notice.id(), notice.kind(), List.of(episode), told);
            NoticeTable.Due due = new NoticeTable.Due(notice.id(), notice.kind(), notice.at(), 0, notice.at());
            for (Place place : told) {
                notices.trying(due, place.key());
                notices.sent(notice.id(), place.key());
            }
        });
    }
}
