package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.discord.route.Destination;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What operators can read about each target, in the table {@code discord_target}; it also carries over a restart what
 * Discord no longer knows. What is written already is not written again.
 */
@Component
public final class TargetStatusTable {
    private static final String ACTIVE = "active";
    private static final String PAUSED = "paused";
    private static final String DEAD = "dead";
    private static final String MISSING = "missing";

    public static final List<String> STATUSES = List.of(ACTIVE, PAUSED, DEAD, MISSING);

    /** Senders name categories as they like, and most need no channel: of those without one so many are kept, the newest. */
    static final int UNMATCHED = 100;

    private static final String IS_UNMATCHED = "status = 'missing' AND name LIKE 'category:%' AND stopped_at IS NULL";

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Map<String, State> written = new ConcurrentHashMap<>();

    /** One row, without its time. */
    public record State(
            String status,
            @Nullable String channel,
            @Nullable String sender,
            @Nullable String reason) {
        public boolean isDead() {
            return status.equals(DEAD);
        }

        public boolean isPaused() {
            return status.equals(PAUSED);
        }
    }

    public TargetStatusTable(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A message arrived. */
    public void active(String target, Destination.Channel channel) {
        write(target, new State(ACTIVE, channel.name(), channel.sender(), null));
    }

    /** It has a channel; whether that allows access is known from what became of its messages. */
    void found(String target, Destination.Channel channel) {
        State before = state(target).orElse(null);
        boolean sameSender = before != null
                && before.isPaused()
                && channel.sender().equals(before.sender())
                && (before.reason() == null || !Destination.Hidden.isReason(before.reason(), channel));
        if (!sameSender) {
            active(target, channel);
        }
    }

    public void paused(String target, Destination.Channel channel, String reason) {
        write(target, new State(PAUSED, channel.name(), channel.sender(), reason));
    }

    /** Its channel is not there and cannot be made. */
    public void paused(String target, String channelName, String reason) {
        write(target, new State(PAUSED, channelName, null, reason));
    }

    void dead(String target, String sender, String reason) {
        String channel = state(target).map(State::channel).orElse(null);
        write(target, new State(DEAD, channel, sender, reason));
    }

    public void missing(String target, String reason) {
        write(target, new State(MISSING, null, null, reason));
    }

    /** As the destination says, where nothing was sent. */
    public void seen(String target, Destination destination) {
        switch (destination) {
            case Destination.Channel channel -> found(target, channel);
            case Destination.Dead dead -> dead(target, dead.sender(), dead.why());
            case Destination.Missing missing -> missing(target, "Not in the server: " + missing.expected());
            case Destination.Hidden hidden ->
                write(target, new State(PAUSED, hidden.name(), hidden.sender(), hidden.reason()));
            // Whoever creates it writes how far that is.
            case Destination.ToBeMade toBeMade -> {}
            case Destination.Unknown unknown -> {}
        }
    }

    public Optional<State> state(String target) {
        State known = written.get(target);
        return known != null
                ? Optional.of(known)
                : jdbc.sql("SELECT status, channel, sender, reason FROM discord_target WHERE name = :name")
                        .param("name", target)
                        .query((row, n) -> new State(
                                row.getString("status"),
                                row.getString("channel"),
                                row.getString("sender"),
                                row.getString("reason")))
                        .optional();
    }

    public List<String> names() {
        return jdbc.sql("SELECT name FROM discord_target ORDER BY name")
                .query(String.class)
                .list();
    }

    /** One that the community's file names no more; it stays as long as something waits for it. */
    public void forget(String target) {
        jdbc.sql("""
                        DELETE FROM discord_target WHERE name = :name AND NOT EXISTS (
                          SELECT 1 FROM delivery WHERE target = :name AND status IN ('pending', 'sending'))""").param("name", target).update();
        written.remove(target);
    }

    /** The categories that had no channel when they were last looked for. */
    public List<String> unmatched() {
        return jdbc.sql("SELECT name FROM discord_target WHERE " + IS_UNMATCHED + " ORDER BY name")
                .query(String.class)
                .list();
    }

    private void forgetOldest() {
        List<String> oldest = jdbc.sql("SELECT name FROM discord_target WHERE " + IS_UNMATCHED
                        + " ORDER BY since DESC, name LIMIT 1000 OFFSET " + UNMATCHED)
                .query(String.class)
                .list();
        oldest.forEach(this::forget);
    }

    /** Those that operators have stopped. */
    public Set<String> stopped() {
        return Set.copyOf(jdbc.sql("SELECT name FROM discord_target WHERE stopped_at IS NOT NULL")
                .query(String.class)
                .list());
    }

    /** Nothing is sent there until {@link #go}. */
    public void stop(String target, String by, @Nullable String reason) {
        jdbc.sql("""
                        UPDATE discord_target SET stopped_at = :now, stopped_by = :by, stopped_reason = :reason
                        WHERE name = :name""")
                .param("now", clock.millis())
                .param("by", by)
                .param("reason", reason)
                .param("name", target)
                .update();
    }

    /** @return whether it was stopped */
    public boolean go(String target) {
        return jdbc.sql("""
                        UPDATE discord_target SET stopped_at = NULL, stopped_by = NULL, stopped_reason = NULL
                        WHERE name = :name AND stopped_at IS NOT NULL""").param("name", target).update() == 1;
    }

    /** Status → how many targets have it; every status is named. */
    public Map<String, Long> countByStatus() {
        Map<String, Long> count = new HashMap<>();
        STATUSES.forEach(status -> count.put(status, 0L));
        jdbc.sql("""
                        SELECT CASE WHEN stopped_at IS NULL THEN status ELSE 'paused' END AS status, count(*) AS n
                        FROM discord_target GROUP BY CASE WHEN stopped_at IS NULL THEN status ELSE 'paused' END""").query(row -> {
            count.put(row.getString("status"), row.getLong("n"));
        });
        return count;
    }

    /** Another instance may have been active meanwhile. */
    public void forgetWritten() {
        written.clear();
    }

    /** Id of a webhook or channel → why Discord is not asked about it again. */
    public Map<String, String> deadSenders() {
        Map<String, String> dead = new HashMap<>();
        jdbc.sql("SELECT sender, reason FROM discord_target WHERE status = 'dead' AND sender IS NOT NULL")
                .query(row -> {
                    dead.put(row.getString("sender"), row.getString("reason"));
                });
        return dead;
    }

    /** Id → name of the channels that the bot sent to, for such targets. */
    public Map<String, String> usedChannels(Predicate<String> targets) {
        Map<String, String> used = new HashMap<>();
        jdbc.sql("SELECT name, sender, channel FROM discord_target WHERE sender IS NOT NULL AND channel IS NOT NULL"
                        + " AND status IN ('active', 'paused')")
                .query(row -> {
                    if (targets.test(row.getString("name"))) {
                        used.put(row.getString("sender"), row.getString("channel"));
                    }
                });
        return used;
    }

    private void write(String target, State state) {
        if (state.equals(written.get(target))) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO discord_target (name, channel, sender, status, reason, since)
                        VALUES (:name, :channel, :sender, :status, :reason, :now)
                        ON CONFLICT (name) DO UPDATE SET channel = excluded.channel, sender = excluded.sender,
                            status = excluded.status, reason = excluded.reason,
                            since = CASE WHEN discord_target.status = excluded.status THEN discord_target.since
                                         ELSE excluded.since END""")
                .param("name", target)
                .param("channel", state.channel())
                .param("sender", state.sender())
                .param("status", state.status())
                .param("reason", state.reason())
                .param("now", clock.millis())
                .update();
        written.put(target, state);
        if (state.status().equals(MISSING)) {
            forgetOldest();
        }
    }
}
