package dev.gatewaysync.discord.bot.member;

import dev.gatewaysync.discord.leader.LeaderTask;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.FailedMessages;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.loop.StoredEvents;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.task.Loop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Events that members of the server cause. What is stored is published at least once, under the same id, in order; while
 * the broker is away it waits in the database, so that nobody is told "thank you" for something that is lost.
 */
@Component
public final class MemberEvents implements LeaderTask {
    private static final Logger log = LoggerFactory.getLogger(MemberEvents.class);
    private static final StoredEvents.Table TABLE =
            new StoredEvents.Table("member_event", List.of(Topology.HISTORY, Topology.DISCORD, Topology.MAIN_APP));
    private static final Duration POLL = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final StoredEvents stored;
    private final InstantSource clock;
    private final Loop loop = Loop.named("discord-member-events").running(this::step);

    MemberEvents(Database database, ConfirmedPublisher publisher, FailedMessages failedMessages, InstantSource clock) {
        this.jdbc = database.jdbc();
        this.stored = new StoredEvents(new JdbcTemplate(database.dataSource()), publisher, failedMessages, TABLE);
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
            stored.publish("1 = 1");
        } catch (OutageFailure e) {
            log.warn("member_events.delayed reason={} next=trying again; they are stored", e.getMessage());
        } catch (RuntimeException e) {
            log.warn("member_events.delayed reason={} next=trying again", e.toString());
        }
    }
}
