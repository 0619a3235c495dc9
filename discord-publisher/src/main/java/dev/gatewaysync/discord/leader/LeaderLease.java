package dev.gatewaysync.discord.leader;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The right to speak to Discord, held by one instance at a time. It lasts {@link #TTL} from each renewal; whoever cannot
 * renew stops before it ends. A later holder waits until it has seen no renewal for that long. Both measure with their own
 * monotonic clocks, so that no step of a wall clock makes two instances active.
 */
@Component
public final class LeaderLease {
    static final Duration TTL = Duration.ofSeconds(15);
    static final Duration RENEWAL = Duration.ofSeconds(5);
    /** Left unused at the end, for a request that is just being sent and for clocks that differ. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    /** Nobody's clock is that wrong: such a lease was left behind long ago and need not be watched. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private static final String NAME = "discord-publisher";

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final LeaseHolder self = LeaseHolder.self();
    private final String holder = self.text();
    private final LongSupplier nanoTime;
    private volatile long heldUntilNanos;
    private Sight sight = new Sight("", 0);
    private long seenSince;

    /** A lease of somebody else's, as it was seen; each renewal makes another one of it. */
    private record Sight(String holder, long expiresAt) {}

    @Autowired
    public LeaderLease(JdbcClient jdbc, InstantSource clock) {
        this(jdbc, clock, System::nanoTime);
    }

    LeaderLease(JdbcClient jdbc, InstantSource clock, LongSupplier nanoTime) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.heldUntilNanos = nanoTime.getAsLong();
    }

    /** Takes or renews it; false if another instance holds it. */
    public boolean take() {
        return tryTake() || (isHolderGone() && tryTake());
    }

    private boolean tryTake() {
        long started = nanoTime.getAsLong();
        boolean taken = renew() || (isOver(started) && takeOver());
        heldUntilNanos = taken ? started + TTL.minus(MARGIN).toNanos() : started;
        return taken;
    }

    private boolean renew() {
        return jdbc.sql("""
                                INSERT INTO lease (name, holder, expires_at) VALUES (:name, :holder, :until)
                                ON CONFLICT (name) DO UPDATE SET expires_at =
                                  CASE WHEN excluded.expires_at > lease.expires_at THEN excluded.expires_at
                                       ELSE lease.expires_at + 1 END
                                WHERE lease.holder = excluded.holder""")
                        .param("name", NAME)
                        .param("holder", holder)
                        .param("until", clock.millis() + TTL.toMillis())
                        .update()
                == 1;
    }

    private synchronized boolean isOver(long now) {
        Sight current = jdbc.sql("SELECT holder, expires_at FROM lease WHERE name = :name")
                .param("name", NAME)
                .query((row, n) -> new Sight(row.getString("holder"), row.getLong("expires_at")))
                .optional()
                .orElse(sight);
        if (!current.equals(sight)) {
            sight = current;
            seenSince = now;
        }
        return now - seenSince >= TTL.toNanos() || sight.expiresAt() < clock.millis() - FORGOTTEN.toMillis();
    }

    private synchronized boolean takeOver() {
        return jdbc.sql("""
                                UPDATE lease SET holder = :holder, expires_at = :until
                                WHERE name = :name AND holder = :other AND expires_at = :seen""")
                        .param("holder", holder)
                        .param("until", clock.millis() + TTL.toMillis())
                        .param("name", NAME)
                        .param("other", sight.holder())
                        .param("seen", sight.expiresAt())
                        .update()
                == 1;
    }

    /** Ends the lease of a holder that cannot give it up any more. */
    private boolean isHolderGone() {
        String other = jdbc.sql("SELECT holder FROM lease WHERE name = :name")
                .param("name", NAME)
                .query(String.class)
                .optional()
                .orElse(holder);
        return self.knowsToBeGone(other)
                && jdbc.sql("DELETE FROM lease WHERE name = :name AND holder = :other")
                                .param("name", NAME)
                                .param("other", other)
                                .update()
                        == 1;
    }

    /** Gives it up, so that a standby need not wait. */
    void release() {
        heldUntilNanos = nanoTime.getAsLong();
        jdbc.sql("DELETE FROM lease WHERE name = :name AND holder = :holder")
                .param("name", NAME)
                .param("holder", holder)
                .update();
    }

    /** Whether it is surely still ours. */
    public boolean isHeld() {
        return heldUntilNanos - nanoTime.getAsLong() > 0;
    }

    /** The same question, to the database, within the caller's transaction. */
    public boolean isHeldInDatabase() {
        return isHeld()
                && jdbc.sql("SELECT 1 FROM lease WHERE name = :name AND holder = :holder")
                        .param("name", NAME)
                        .param("holder", holder)
                        .query(Integer.class)
                        .optional()
                        .isPresent();
    }
}
