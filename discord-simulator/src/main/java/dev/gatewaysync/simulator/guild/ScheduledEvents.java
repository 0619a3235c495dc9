package dev.gatewaysync.simulator.guild;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The server's events, each as it is at this moment. */
public final class ScheduledEvents {

    private final ChangeLog changeLog;
    private final InstantSource clock;
    private final Map<Long, ScheduledEvent> events = new ConcurrentSkipListMap<>();

    ScheduledEvents(ChangeLog changeLog, InstantSource clock) {
        this.changeLog = changeLog;
        this.clock = clock;
    }

    /** Oldest first; also those that are over. */
    public List<ScheduledEvent> all() {
        return events.values().stream().map(event -> event.at(clock.instant())).toList();
    }

    /** Those that are not over, which are all that Discord lists. */
    public List<ScheduledEvent> open() {
        return all().stream().filter(event -> event.status().isOpen()).toList();
    }

    public Optional<ScheduledEvent> withId(String id) {
        return all().stream().filter(event -> event.id().equals(id)).findFirst();
    }

    /** A new one, or an earlier one as it is now. */
    public void put(ScheduledEvent event) {
        changeLog.inOrder(() -> {
            var before = events.put(Long.parseUnsignedLong(event.id()), event);
            changeLog.write(new JournalEntry.EventStands(event));
            changeLog.tell(new GuildEvent.EventChanged(event, before == null));
        });
    }

    public void remove(ScheduledEvent event) {
        changeLog.inOrder(() -> {
            events.remove(Long.parseUnsignedLong(event.id()));
            changeLog.write(new JournalEntry.EventGone(event.id()));
            changeLog.tell(new GuildEvent.EventDeleted(event));
        });
    }

    void replay(JournalEntry entry) {
        if (entry instanceof JournalEntry.EventStands stands) {
            events.put(Long.parseUnsignedLong(stands.event().id()), stands.event());
        } else if (entry instanceof JournalEntry.EventGone gone) {
            events.remove(Long.parseUnsignedLong(gone.id()));
        }
    }

    Collection<JournalEntry> asJournal() {
        return events.values().stream()
                .<JournalEntry>map(JournalEntry.EventStands::new)
                .toList();
    }
}
