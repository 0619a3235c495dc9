package dev.gatewaysync.discord.delivery;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The right to speak to Discord, held by one instance at a time. It lasts {@link #TTL} from each renewal; whoever cannot
 * renew stops before it ends, by its own monotonic clock, and a later holder waits until it has ended.
 */
public final class Lease {
    static final Duration TTL = Duration.ofSeconds(15);
    static final Duration RENEWAL = Duration.ofSeconds(5);
    /** Left unused at the end, for a request that is just being sent and for clocks that differ. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final String NAME = "discord-publisher";

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Holder self = Holder.self();
    private final String holder = self.text();
    private volatile long heldUntilNanos = System.nanoTime();

    public Lease(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Takes or renews it; false if another instance holds it. */
    boolean take() {
        return tryTake() || (isHolderGone() && tryTake());
    }

    private boolean tryTake() {
        long started = System.nanoTime();
        int changed = jdbc.sql("""
                        INSERT INTO lease (name, holder, expires_at) VALUES (:name, :holder, :until)
                        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
                        WHERE lease.holder = excluded.holder OR lease.expires_at < :now""")
                .param("name", NAME)
                .param("holder", holder)
                .param("until", clock.millis() + TTL.toMillis())
                .param("now", clock.millis())
                .update();
        if (changed == 1) {
            heldUntilNanos = started + TTL.minus(MARGIN).toNanos();
        } else {
            heldUntilNanos = started;
        }
        return changed == 1;
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
        heldUntilNanos = System.nanoTime();
        jdbc.sql("DELETE FROM lease WHERE name = :name AND holder = :holder")
                .param("name", NAME)
                .param("holder", holder)
                .update();
    }

    /** Whether it is surely still ours. */
    public boolean isHeld() {
        return heldUntilNanos - System.nanoTime() > 0;
    }

    /** The same question, to the database, within the caller's transaction. */
    boolean isHeldInDatabase() {
        return isHeld()
                && jdbc.sql("SELECT 1 FROM lease WHERE name = :name AND holder = :holder")
                        .param("name", NAME)
                        .param("holder", holder)
                        .query(Integer.class)
                        .optional()
                        .isPresent();
    }
}
