package dev.gatewaysync.console.alert;

import dev.gatewaysync.console.overview.Alert;
import dev.gatewaysync.console.overview.AlertRule;
import dev.gatewaysync.console.place.Notice;
import dev.gatewaysync.console.place.Place;
import dev.gatewaysync.console.place.Places;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down afterwards what was told while the database was away, so that its end is told where its beginning was. */
@Component
final class OutageRecord {
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

    static AlertEpisode episode(String text, @Nullable String advice, Instant began) {
        return new AlertEpisode(
                AlertTable.newId(),
                AlertRule.DATABASE.id(),
                "",
                true,
                text,
                began,
                began,
                null,
                null,
                null,
                null,
                advice);
    }

    /** To be known while nobody can ask. */
    List<Snooze> snoozes() {
        return table.snoozes();
    }

    /**
     * @param notice of its beginning
     * @param knowing keys of the places that have been told
     */
    void write(Notice notice, AlertEpisode episode, Set<String> knowing) {
        List<Place> told = places.all().stream()
                .filter(place -> knowing.contains(place.key()))
                .toList();
        Alert alert = new Alert(
                AlertRule.DATABASE, "", true, episode.text(), null, episode.advice(), AlertRule.DATABASE.page());
        transactions.executeWithoutResult(status -> {
            table.begin(alert, episode.since(), episode.firstSeenAt(), notice.at(), episode.id());
            notices.make(notice.id(), notice.kind(), List.of(episode), told);
            for (Place place : told) {
                notices.wasSent(notice.id(), place.key(), notice.at());
            }
        });
    }
}
