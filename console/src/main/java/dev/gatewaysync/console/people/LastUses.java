package dev.gatewaysync.console.people;

import dev.gatewaysync.storage.people.AccessTokenRow;
import dev.gatewaysync.storage.people.PeopleTable;
import dev.gatewaysync.task.Loop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * When somebody logged in last and a token was used last. No request waits for it or fails with it: who only reads can do so while a
 * restore keeps all others from writing.
 */
@Component
final class LastUses implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LastUses.class);

    private static final int MOST_WAITING = 1_000;
    private static final Duration UNTIL_WOKEN = Duration.ofHours(1);
    private static final Duration AT_THE_END = Duration.ofSeconds(1);

    private final PeopleTable table;
    private final InstantSource clock;
    private final Map<String, Instant> tried = new ConcurrentHashMap<>();
    private final Queue<Runnable> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Loop writer = Loop.named("last-uses").onPlatformThread().running(this::write);

    LastUses(PeopleTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    void loggedIn(String person) {
        Instant now = clock.instant();
        write(() -> table.noteLogin(person, now));
    }

    /** Tries it once a minute, however often the token is used and whether it succeeds. */
    void used(AccessTokenRow token) {
        Instant now = clock.instant();
        Instant last = tried.get(token.hash());
        if (last == null || now.isAfter(last.plus(PeopleTable.USE_NOTED))) {
            tried.put(token.hash(), now);
            write(() -> table.noteUse(token, now));
        }
    }

    /** Of very many at once some are not written. */
    private void write(Runnable note) {
        if (waiting.offer(note)) {
            writer.start();
            writer.wake();
        }
    }

    private Duration write() {
        for (Runnable note = waiting.poll(); note != null; note = waiting.poll()) {
            try {
                note.run();
            } catch (DataAccessException e) {
                log.debug("When somebody was here last is not written down: the database does not answer", e);
            }
        }
        return UNTIL_WOKEN;
    }

    /** What waits is written if it takes no longer than a second. */
    @Override
    public void close() {
        writer.drain(AT_THE_END);
    }
}
