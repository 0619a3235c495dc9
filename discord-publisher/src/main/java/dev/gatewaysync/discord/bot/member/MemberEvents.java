package dev.gatewaysync.discord.bot.member;

import dev.gatewaysync.discord.leader.LeaderTask;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.task.Loop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Events that members of the server cause. What is stored is published at least once, under the same id, in order; while
 * the broker is away it waits in the database, so that nobody is told "thank you" for something that is lost.
 */
@Component
public final class MemberEvents implements LeaderTask {
    private static final Logger log = LoggerFactory.getLogger(MemberEvents.class);
    private static final int PAGE = 100;
    private static final Duration POLL = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final ConfirmedPublisher publisher;
    private final InstantSource clock;
    private final Loop loop = Loop.named("discord-member-events").running(this::step);

    public MemberEvents(JdbcClient jdbc, ConfirmedPublisher publisher, InstantSource clock) {
        this.jdbc = jdbc;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** An event of now, not stored yet. */
    public EventEnvelope envelope(GatewayEvent event) {
        return EventEnvelope.of(EventIds.next(), Source.DISCORD, clock.instant(), event);
    }

    /** Within the caller's transaction, if there is one. Call {@link #wake()} after it. */
    public void store(EventEnvelope event) {
        jdbc.sql("""
                        INSERT INTO member_event (event_id, body, created_at) VALUES (:id, :body, :now)
                        ON CONFLICT (event_id) DO NOTHING""")
                .param("id", event.id())
                .param("body", new String(EventJson.toBytes(event), StandardCharsets.UTF_8))
                .param("now", clock.millis())
                .update();
    }

    /** Something was stored. */
    public void wake() {
        loop.wake();
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    private Duration step() {
        publishStored();
        return POLL;
    }

    private void publishStored() {
        try {
            List<Row> rows = stored();
            while (!rows.isEmpty()) {
                publisher.publishAll(rows.stream().map(Row::event).toList());
                jdbc.sql("DELETE FROM member_event WHERE seq <= :last")
                        .param("last", rows.get(rows.size() - 1).seq())
                        .update();
                rows = stored();
            }
        } catch (OutageFailure e) {
            log.warn("member_events.delayed reason={} next=trying again; they are stored", e.getMessage());
        } catch (RuntimeException e) {
            log.warn("member_events.delayed reason={} next=trying again", e.toString());
        }
    }

    private List<Row> stored() {
        return jdbc.sql("SELECT seq, body FROM member_event ORDER BY seq LIMIT " + PAGE)
                .query((row, n) -> new Row(
                        row.getLong("seq"),
                        EventJson.fromBytes(row.getString("body").getBytes(StandardCharsets.UTF_8))))
                .list();
    }

    private record Row(long seq, EventEnvelope event) {}
}
