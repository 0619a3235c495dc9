package dev.gatewaysync.console.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.audit.AuditLog;
import dev.gatewaysync.console.overview.Alert;
import dev.gatewaysync.console.overview.AlertRule;
import dev.gatewaysync.console.overview.Status;
import dev.gatewaysync.console.overview.StatusService;
import dev.gatewaysync.console.place.Place;
import dev.gatewaysync.console.place.Places;
import dev.gatewaysync.input.Spelling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** What operators see of the alerts, and what they do with them. */
@Component
public final class AlertService {
    private static final Duration LONGEST_SNOOZE = Duration.ofDays(30);
    private static final int SHOWN = 30;

    /** Of so many of what was wrong before a subject is known. */
    private static final int SUBJECTS = 500;

    private final StatusService status;
    private final AlertTable table;
    private final NoticeTable notices;
    private final NoticeTexts texts;
    private final Places places;
    private final Heartbeat heartbeat;
    private final AuditLog audit;
    private final PlaceTests placeTests = new PlaceTests();

    AlertService(
            StatusService status,
            AlertTable table,
            NoticeTable notices,
            NoticeTexts texts,
            Places places,
            Heartbeat heartbeat,
            AuditLog audit) {
        this.status = status;
        this.table = table;
        this.notices = notices;
        this.texts = texts;
        this.places = places;
        this.heartbeat = heartbeat;
        this.audit = audit;
    }

    /**
     * @param on whether operators are told at all
     * @param firing what is wrong now
     * @param told messages to places, the newest first
     * @param past what is over, the last to begin first
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record View(
            boolean on,
            List<Firing> firing,
            List<Snooze> snoozed,
            List<String> places,
            Beat heartbeat,
            List<Sent> told,
            List<AlertEpisode> past) {}

    /** @param toldAt null while nobody has been told */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Firing(
            String rule,
            String subject,
            boolean urgent,
            String text,
            @Nullable Instant since,
            String advice,
            String page,
            @Nullable Instant toldAt,
            @Nullable Instant snoozedUntil) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Beat(
            boolean on, @Nullable Instant takenAt, @Nullable String problem) {}

    /** @param place by its name */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Sent(
            String place,
            String kind,
            String status,
            int attempts,
            Instant at,
            @Nullable Instant sentAt,
            @Nullable String error,
            String texts) {}

    public View view() {
        List<AlertEpisode> lasting = table.open().stream()
                .filter(episode -> episode.endedAt() == null)
                .toList();
        return new View(
                !places.all().isEmpty(),
                status.now().needs().stream()
                        .map(alert -> firing(alert, lasting))
                        .toList(),
                table.snoozes(),
                places.all().stream().map(Place::name).toList(),
                new Beat(heartbeat.isOn(), heartbeat.takenAt(), heartbeat.problem()),
                notices.recent(SHOWN).stream().map(this::named).toList(),
                table.recent(SHOWN).stream()
                        .filter(episode -> episode.endedAt() != null)
                        .toList());
    }

    private Firing firing(Alert alert, List<AlertEpisode> lasting) {
        AlertEpisode known = lasting.stream()
                .filter(episode -> episode.isOf(alert.rule().id(), alert.subject()))
                .findFirst()
                .orElse(null);
        return new Firing(
                alert.rule().id(),
                alert.subject(),
                alert.urgent(),
                alert.text(),
                known == null ? alert.since() : known.since(),
                alert.advice(),
                alert.page(),
                known == null ? null : known.toldAt(),
                known == null ? null : table.snoozedUntil(known).orElse(null));
    }

    private Sent named(NoticeTable.Sent sent) {
        return new Sent(
                places.nameOf(sent.place()),
                sent.kind(),
                sent.status(),
                sent.attempts(),
                sent.at(),
                sent.sentAt(),
                sent.error(),
                sent.texts());
    }

    /**
     * @param name a rule, or a rule and a subject with a colon between them
     * @param time such as {@code 2h}
     */
    public Instant snooze(String name, String time, @Nullable String why, Operator operator) {
        check(name);
        Duration length = length(time);
        checkSubject(name);
        audit.record(operator, "alert-snooze", name + " for " + time, why);
        table.snooze(name, length, operator.name(), why);
        return table.snoozes().stream()
                .filter(snooze -> snooze.name().equals(name))
                .map(Snooze::until)
                .findFirst()
                .orElseThrow(() -> ApiException.conflict("It was ended at the same moment."));
    }

    public void unsnooze(String name, Operator operator) {
        check(name);
        audit.record(operator, "alert-unsnooze", name, null);
        if (!table.unsnooze(name)) {
            throw ApiException.notFound(name + " is not snoozed.");
        }
    }

    /** Tells every place that this is a test, all at once; one that takes longer than any answer may is not waited for. */
    public List<PlaceTests.Tried> test(Operator operator) {
        if (places.all().isEmpty()) {
            throw ApiException.conflict("ALERT_TO is not set, so operators are told nowhere.");
        }
        audit.record(
                operator,
                "alert-test",
                places.all().size() == 1 ? "1 place" : places.all().size() + " places",
                null);
        return placeTests.of(places.all(), texts.test());
    }

    private static void check(String name) {
        String rule = name.replaceFirst(":.*", "");
        if (AlertRule.ofId(rule).isPresent()) {
            return;
        }
        List<String> rules = Stream.of(AlertRule.values()).map(AlertRule::id).toList();
        throw ApiException.badRequest("There is no rule " + rule
                + Spelling.meant(rule, rules, text -> text, 2)
                        .map(meant -> ". Did you mean " + meant + "?")
                        .orElse("; there are " + String.join(", ", rules) + "."));
    }

    /** One that was mistyped would snooze nothing, and nobody would know. */
    private void checkSubject(String name) {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return;
        }
        String rule = name.substring(0, colon);
        Status now = status.now();
        Set<String> known = new TreeSet<>();
        now.needs().stream()
                .filter(alert -> alert.rule().id().equals(rule))
                .forEach(alert -> known.add(alert.subject()));
        table.recent(SUBJECTS).stream()
                .filter(episode -> episode.rule().equals(rule))
                .forEach(episode -> known.add(episode.subject()));
        if (rule.equals(AlertRule.TARGET.id()) || rule.equals(AlertRule.DELIVERIES_LATE.id())) {
            now.targets().forEach(target -> known.add(target.name()));
        }
        if (rule.equals(AlertRule.SERVICE_DOWN.id()) || rule.equals(AlertRule.QUEUE_LATE.id())) {
            now.queues().forEach(queue -> known.add(queue.name()));
        }
        known.remove("");
        if (!known.contains(name.substring(colon + 1))) {
            throw ApiException.badRequest(
                    known.isEmpty()
                            ? "Nothing of the rule " + rule + " is known; without its colon the whole rule is snoozed."
                            : "The rule " + rule + " knows " + String.join(", ", known)
                                    + "; without its colon the whole rule is snoozed.");
        }
    }

    private static Duration length(String time) {
        try {
            Duration length = DurationStyle.detectAndParse(Objects.requireNonNull(time));
            if (length.isPositive() && length.compareTo(LONGEST_SNOOZE) <= 0) {
                return length;
            }
        } catch (IllegalArgumentException e) {
            // as below
        }
        throw ApiException.badRequest("The time must be a duration up to 30d, such as 30m, 2h or 3d.");
    }
}
