package dev.gatewaysync.console.alert;

import dev.gatewaysync.console.AlertSettings;
import dev.gatewaysync.console.overview.AlertRule;
import dev.gatewaysync.console.place.Notice;
import dev.gatewaysync.console.place.Place;
import dev.gatewaysync.console.place.Places;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.service.settings.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a place is told, as it is when it is told: what has ended meanwhile is left out, and so is an end that begins there. */
@Component
final class NoticeTexts {
    private static final int TITLE = 120;

    private final AlertTable table;
    private final NoticeTable notices;
    private final InstantSource clock;
    private final @Nullable String console;
    private final Optional<Place> placeOfAnnouncements;

    NoticeTexts(
            AlertTable table,
            NoticeTable notices,
            Places places,
            AlertSettings settings,
            Settings environment,
            InstantSource clock) {
        this.table = table;
        this.notices = notices;
        this.clock = clock;
        this.console =
                settings.consoleUrl() == null ? null : settings.consoleUrl().toString();
        this.placeOfAnnouncements = keyOfAnnouncements(environment)
                .flatMap(key -> places.all().stream()
                        .filter(place -> place.key().equals(key))
                        .findFirst());
    }

    /** Empty if there is nothing left that this place should hear. */
    Optional<Notice> of(NoticeTable.Due due, Place place) {
        boolean ended = due.kind() == Notice.Kind.ENDED;
        List<AlertEpisode> about = table.of(due.messageId()).stream()
                .filter(episode ->
                        ended ? notices.knows(place.key(), episode, due.madeAt()) : episode.endedAt() == null)
                .toList();
        return about.isEmpty() || (!ended && notices.isRepeated(due, place.key(), about))
                ? Optional.empty()
                : Optional.of(notice(due.messageId(), due.kind(), due.madeAt(), about));
    }

    Notice notice(String id, Notice.Kind kind, Instant at, List<AlertEpisode> about) {
        List<Notice.Item> items = about.stream().map(this::item).toList();
        return new Notice(id, kind, at, title(kind, items), items, link("/alerts"));
    }

    Notice test() {
        return new Notice(
                AlertTable.newId(),
                Notice.Kind.TEST,
                clock.instant(),
                "A test: operators are told here what is wrong with the gateway",
                List.of(),
                link("/alerts"));
    }

    private Notice.Item item(AlertEpisode episode) {
        return new Notice.Item(
                episode.rule(),
                episode.subject(),
                episode.urgent(),
                episode.text() + alsoClosed(episode),
                episode.since(),
                episode.endedAt(),
                episode.advice(),
                link(episode.page()));
    }

    /** Where operators are told by the very webhook that does not work, the other places say so. */
    private String alsoClosed(AlertEpisode episode) {
        return episode.endedAt() == null && episode.isOf(AlertRule.TARGET.id(), "announcements")
                ? placeOfAnnouncements
                        .map(place -> ". Operators are not told by " + place.name() + " either: it is the same")
                        .orElse("")
                : "";
    }

    private static String title(Notice.Kind kind, List<Notice.Item> items) {
        String words = switch (kind) {
            case BEGAN ->
                items.stream().anyMatch(Notice.Item::urgent) ? "Something is down: " : "Something needs you: ";
            case LASTS -> "Still not over: ";
            case ENDED -> "Over: ";
            case TEST -> "";
        };
        String first = items.getFirst().text();
        String cut = first.length() > TITLE ? first.substring(0, TITLE) + "…" : first;
        return words + cut + (items.size() > 1 ? " (and " + (items.size() - 1) + " more)" : "");
    }

    private @Nullable String link(String page) {
        return console == null ? null : console + page;
    }

    private static Optional<String> keyOfAnnouncements(Settings environment) {
        try {
            return environment
                    .text("DISCORD_WEBHOOK_URL")
                    .map(WebhookAddress::parse)
                    .map(webhook -> "discord:" + webhook.place());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
