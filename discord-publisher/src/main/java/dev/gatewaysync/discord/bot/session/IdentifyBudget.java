package dev.gatewaysync.discord.bot.session;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How often the bot may identify: {@value #MOST} times in 24 hours, counted in the database and so over restarts and
 * instances. Discord resets the token of a bot that identifies 1000 times in a day; a resume does not count.
 */
@Component
final class IdentifyBudget {
    static final int MOST = 300;
    private static final Duration WINDOW = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    public IdentifyBudget(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Spends one if there is one left; otherwise says how long until there is. Only the active instance asks. */
    Duration take() {
        long now = clock.millis();
        jdbc.sql("DELETE FROM gateway_identify WHERE at <= :old")
                .param("old", now - WINDOW.toMillis())
                .update();
        // The one whose end makes room.
        Long blocking = jdbc.sql("SELECT at FROM gateway_identify ORDER BY at DESC LIMIT 1 OFFSET " + (MOST - 1))
                .query(Long.class)
                .optional()
                .orElse(null);
        if (blocking != null) {
            return Duration.ofMillis(blocking + WINDOW.toMillis() - now + 1);
        }
        jdbc.sql("INSERT INTO gateway_identify (at) VALUES (:now)")
                .param("now", now)
                .update();
        return Duration.ZERO;
    }
}
