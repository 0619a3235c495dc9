package dev.gatewaysync.discord.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.route.DeliveryOptions;
import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.events.Batch;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.history.DeliveryHistory;
import dev.gatewaysync.storage.history.UpdateTimeline;
import dev.gatewaysync.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * The outbox with a clock of the test's, empty at first, and deliveries put straight into it. The database is one for all
 * tests of a run: to make one takes longer than any of them.
 */
public final class TestOutbox {
    /** Of the thread that a test class runs on: classes run side by side. */
    private static final ThreadLocal<Database> DATABASE = ThreadLocal.withInitial(TestOutbox::newDatabase);

    public final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    public final JdbcClient jdbc;
    public final TransactionTemplate transactions;
    public final LeaderLease lease;
    public final CardStore cards;
    public final EditTable edits;
    public final HeldDeliveries held;
    public final DeliveryQueries queries;

    /** How often {@link #queries} have asked the database. */
    public final AtomicInteger reads = new AtomicInteger();

    public final DeliveryOutbox outbox;

    public TestOutbox() {
        Database open = database();
        transactions = open.transactions();
        jdbc = open.jdbc();
        for (String table : List.of(
                "delivery",
                "delivery_plan",
                "delivery_attempt",
                "lease",
                "card",
                "edit_in_doubt",
                "discord_target",
                "publisher_state")) {
            jdbc.sql("DELETE FROM " + table).update();
        }
        lease = new LeaderLease(jdbc, clock);
        assertThat(lease.take()).isTrue();
        cards = new CardStore(jdbc, clock);
        edits = new EditTable(jdbc, clock);
        held = new HeldDeliveries(jdbc, open.transactions(), clock);
        queries = new DeliveryQueries(sql -> {
            reads.incrementAndGet();
            return jdbc.sql(sql);
        });
        outbox = new DeliveryOutbox(jdbc, open.transactions(), lease, cards, held, clock);
    }

    /** Not to be closed. */
    public static Database database() {
        return DATABASE.get();
    }

    private static Database newDatabase() {
        try {
            // In memory, where there is such a folder: each step would wait for the disk.
            Path memory = Path.of("/dev/shm");
            Path directory = Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "gateway-test-outbox")
                    : Files.createTempDirectory("gateway-test-outbox");
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(directory.toFile())));
            return Database.open("jdbc:sqlite:" + directory.resolve("outbox.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another instance is the leader from now on, and this one knows it. */
    public void loseLease() {
        jdbc.sql("UPDATE lease SET holder = 'another:pid/1/2/x', expires_at = :later")
                .param("later", clock.instant().plusSeconds(60).toEpochMilli())
                .update();
        assertThat(lease.take()).isFalse();
    }

    public static EventEnvelope event(GatewayEvent event) {
        return EventEnvelope.of(EventIds.next(), Source.MAIN_APP, Instant.parse("2026-01-01T00:00:00Z"), event);
    }

    public Delivery planned(GatewayEvent event, String target) {
        return planned(event(event), target, false);
    }

    public Delivery planned(EventEnvelope event, String target, boolean isHeld) {
        Batch batch = event.batch();
        insert(
                event.id(),
                target,
                new String(EventJson.toBytes(event), StandardCharsets.UTF_8),
                batch == null ? null : batch.id(),
                isHeld);
        long seq = jdbc.sql("SELECT seq FROM delivery WHERE event_id = :id AND target = :target")
                .param("id", event.id())
                .param("target", target)
                .query(Long.class)
                .single();
        return new Delivery(
                seq,
                event,
                target,
                dev.gatewaysync.storage.history.DeliveryStatus.PENDING,
                0,
                null,
                clock.instant(),
                batch == null ? null : batch.id(),
                DeliveryOptions.USUAL);
    }

    /** Kept back by the clock for {@code wait} from now; what has one batch and is of a collection is shown in one message. */
    Delivery keptBack(
            GatewayEvent event, String target, @Nullable String batch, Duration wait, DeliveryOptions options) {
        Delivery delivery = planned(event, target);
        jdbc.sql("""
                        UPDATE delivery SET held = 2, batch_id = :batch, not_before = :until, options = :options
                        WHERE seq = :seq""")
                .param("batch", batch)
                .param("until", clock.instant().plus(wait).toEpochMilli())
                .param("options", EventJson.mapper().writeValueAsString(options))
                .param("seq", delivery.seq())
                .update();
        return new Delivery(
                delivery.seq(), delivery.event(), target, delivery.status(), 0, null, delivery.at(), batch, options);
    }

    /** @param body as it is, whether it is an event or not */
    void insert(String eventId, String target, String body, String batchId, boolean isHeld) {
        jdbc.sql("""
                        INSERT INTO delivery (event_id, target, status, body, batch_id, held, planned_at, at)
                        VALUES (:id, :target, 'pending', :body, :batch, :held, :now, :now)""")
                .param("id", eventId)
                .param("target", target)
                .param("body", body)
                .param("batch", batchId)
                .param("held", isHeld ? 1 : 0)
                .param("now", clock.millis())
                .update();
    }

    /** As it stands in the database now; it must be open. */
    public Delivery reread(Delivery delivery) {
        return queries.open(delivery.target(), 1_000).stream()
                .filter(open -> open.seq() == delivery.seq())
                .findFirst()
                .orElseThrow();
    }

    public String status(Delivery delivery) {
        return column("status", delivery);
    }

    public String column(String name, Delivery delivery) {
        return jdbc.sql("SELECT " + name + " FROM delivery WHERE seq = :seq")
                .param("seq", delivery.seq())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** The tries of a delivery as operators see them, the first first. */
    public List<UpdateTimeline.Attempt> attempts(Delivery delivery) {
        return new DeliveryHistory(jdbc).attempts(delivery.event().id(), delivery.target());
    }

    /** The outcomes of all tries of a delivery, oldest first. */
    List<String> outcomes(Delivery delivery) {
        return jdbc.sql(
                        "SELECT outcome FROM delivery_attempt WHERE event_id = :id AND target = :target ORDER BY attempt")
                .param("id", delivery.event().id())
                .param("target", delivery.target())
                .query(String.class)
                .list();
    }
}
