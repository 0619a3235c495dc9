package dev.gatewaysync.discord.serverevent;

import dev.gatewaysync.cards.MessageRef;
import dev.gatewaysync.discord.intake.PlanAddition;
import dev.gatewaysync.discord.serverevent.ServerEvent.Wanted;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.Maintenance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What {@code maintenance} events make of the server's events. One that is announced for a time to come makes an event; what is said of it
 * later, by the id in its data or else of the newest that it can mean, moves, begins, ends it or calls it off.
 */
@Component
final class MaintenanceEvents implements PlanAddition {
    private static final Logger log = LoggerFactory.getLogger(MaintenanceEvents.class);
    private static final String TARGET = "server-event";

    private final ServerEventSetting setting;
    private final ServerEventTable table;
    private final InstantSource clock;

    MaintenanceEvents(ServerEventSetting setting, ServerEventTable table, InstantSource clock) {
        this.setting = setting;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public void plan(EventEnvelope event) {
        if (!setting.on() || !(event.event() instanceof Maintenance maintenance)) {
            return;
        }
        String named = event.data().path("id").asString("").strip();
        Optional<ServerEvent> known =
                named.isEmpty() ? meant(maintenance.status(), event.timestamp()) : table.open(named);
        switch (maintenance.status()) {
            case SCHEDULED ->
                known.filter(planned -> planned.wanted() == Wanted.SCHEDULED)
                        .ifPresentOrElse(
                                planned -> move(planned, maintenance), () -> announce(event, maintenance, named));
            case STARTED -> known.ifPresent(planned -> begin(planned, maintenance));
            case COMPLETED -> known.ifPresent(planned -> end(planned, Wanted.COMPLETED, maintenance));
            case CANCELLED -> known.ifPresent(planned -> end(planned, Wanted.CANCELLED, maintenance));
        }
    }

    /** Which of those that are open a word without an id is about. */
    private Optional<ServerEvent> meant(Maintenance.Status said, Instant at) {
        ToIntFunction<ServerEvent> fits = known -> said.fits(known.wanted() == Wanted.ACTIVE, known.start(), at);
        return table.open().stream()
                .filter(known -> fits.applyAsInt(known) >= 0)
                .min(Comparator.comparingInt(fits));
    }

    private void announce(EventEnvelope event, Maintenance maintenance, String named) {
        Instant start = PlannedTime.read(maintenance.startTime()).orElse(Instant.EPOCH);
        if (!start.isAfter(clock.instant())) {
            log.info(
                    "server_event.not_made event={} reason={} next=the card alone tells of it",
                    event.id(),
                    maintenance.startTime() == null ? "it has no startTime" : "its startTime is not to come");
            return;
        }
        Instant end = PlannedTime.end(start, maintenance.endTime(), maintenance.expectedDuration(), PlannedTime.USUAL);
        table.insert(
                new ServerEvent(
                        event.id(),
                        MessageRef.of(event.id(), TARGET),
                        Wanted.SCHEDULED,
                        maintenance.message(),
                        start,
                        end,
                        null,
                        null,
                        0,
                        1,
                        0),
                named.isEmpty() ? null : named);
    }

    /** What is left out stays, the length too where only the beginning is moved. */
    private void move(ServerEvent planned, Maintenance maintenance) {
        Instant start = PlannedTime.read(maintenance.startTime()).orElse(planned.start());
        Duration length = Duration.between(planned.start(), planned.end());
        Instant end = PlannedTime.end(start, maintenance.endTime(), maintenance.expectedDuration(), length);
        table.said(planned.id(), Wanted.SCHEDULED, maintenance.message(), start, end);
    }

    private void begin(ServerEvent planned, Maintenance maintenance) {
        Instant end = PlannedTime.end(
                clock.instant(),
                maintenance.endTime(),
                maintenance.expectedDuration(),
                Duration.between(clock.instant(), planned.end()));
        table.said(planned.id(), Wanted.ACTIVE, maintenance.message(), planned.start(), end);
    }

    private void end(ServerEvent planned, Wanted how, Maintenance maintenance) {
        table.said(planned.id(), how, maintenance.message(), planned.start(), planned.end());
    }
}
