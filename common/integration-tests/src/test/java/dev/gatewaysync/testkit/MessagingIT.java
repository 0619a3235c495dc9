package dev.gatewaysync.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.GetResponse;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.messaging.Backoff;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.ConsumerSettings;
import dev.gatewaysync.messaging.EventConsumer;
import dev.gatewaysync.messaging.EventHandler;
import dev.gatewaysync.messaging.FailedMessages;
import dev.gatewaysync.messaging.MessageHeaders;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.messaging.PermanentFailure;
import dev.gatewaysync.messaging.PoisonCounter;
import dev.gatewaysync.messaging.QueueConsumer;
import dev.gatewaysync.messaging.ReceivedEvent;
import dev.gatewaysync.messaging.SnoozeFailure;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.messaging.TransientFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.context.support.GenericApplicationContext;

class MessagingIT {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50));

    private final Infra infra = Infra.start().wiped();
    private final List<AutoCloseable> closeables = new ArrayList<>();
    private final List<String> handled = Collections.synchronizedList(new ArrayList<>());
    private ConnectionFactory factory;
    private CachingConnectionFactory consumers;
    private ConfirmedPublisher publisher;
    private FailedMessages failedMessages;

    @BeforeEach
    void connect() throws Exception {
        factory = new ConnectionFactory();
        factory.setUri(infra.rabbitmqUrl());
        factory.setAutomaticRecoveryEnabled(false);
        consumers = new CachingConnectionFactory(factory);
        publisher = new ConfirmedPublisher(factory, Duration.ofSeconds(60));
        failedMessages = new FailedMessages(publisher, InstantSource.system());
        closeables.add(consumers::destroy);
        closeables.add(publisher);
    }

    @AfterEach
    void disconnect() throws Exception {
        Collections.reverse(closeables);
        for (AutoCloseable closeable : closeables) {
            closeable.close();
        }
    }

    @Test
    void a_sequential_senders_events_reach_every_queue_once_in_order() throws Exception {
        publisher.publishShared(events(500));
        assertThat(publisher.isReachable()).isTrue();
        consume(Topology.HISTORY, PoisonCounter.NONE, events -> {});
        await().until(() -> handled.size() >= 500);
        assertThat(handled).containsExactlyElementsOf(ids(500));
        assertThat(QueueDrain.takeEvents(factory, Topology.DISCORD))
                .extracting(EventEnvelope::id)
                .containsExactlyElementsOf(ids(500));
    }

    @Test
    void events_of_one_kind_that_leave_together_share_messages_of_50() throws Exception {
        publisher.publishShared(events(120));
        assertThat(QueueDrain.take(factory, Topology.HISTORY).stream()
                        .map(message -> QueueDrain.eventsOf(message.getBody()).size()))
                .containsExactly(50, 50, 20);
    }

    @Test
    void events_share_no_more_than_64_KiB() throws Exception {
        String long20k = "x".repeat(20_000);
        publisher.publishShared(IntStream.range(0, 4)
                .mapToObj(n -> event("id-" + n, Source.MAIN_APP, new BugFixed(long20k, null, null)))
                .toList());
        assertThat(QueueDrain.take(factory, Topology.HISTORY).stream()
                        .map(message -> QueueDrain.eventsOf(message.getBody()).size()))
                .containsExactly(3, 1);
    }

    @Test
    void only_neighbours_of_one_source_and_type_share_a_message_and_the_order_stays() throws Exception {
        publisher.publishShared(List.of(
                event(1),
                event(2),
                event("id-3", Source.DISCORD, new BugFixed("Bug 3", null, null)),
                event("id-4", Source.DISCORD, new BugFixed("Bug 4", null, null)),
                event(5)));
        assertThat(QueueDrain.take(factory, Topology.HISTORY).stream()
                        .map(message -> QueueDrain.eventsOf(message.getBody()).stream()
                                .map(EventEnvelope::id)
                                .toList()))
                .containsExactly(List.of("id-1", "id-2"), List.of("id-3", "id-4"), List.of("id-5"));
        assertThat(QueueDrain.takeEvents(factory, Topology.MAIN_APP))
                .extracting(EventEnvelope::id)
                .containsExactly("id-3", "id-4");
    }

    @Test
    void events_that_must_not_share_a_message_do_not_though_they_leave_together() throws Exception {
        publisher.publishAll(events(20));
        assertThat(QueueDrain.take(factory, Topology.HISTORY))
                .extracting(message -> message.getProperties().getMessageId())
                .containsExactlyElementsOf(ids(20));
    }

    @Test
    void events_wait_for_the_confirms_of_those_before_them_and_then_leave_together() throws Exception {
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 2_000).forEach(n -> senders.submit(() -> publisher.publishShared(List.of(event(n)))));
        }
        List<Delivery> messages = QueueDrain.take(factory, Topology.HISTORY);
        assertThat(messages.stream().flatMap(message -> QueueDrain.eventsOf(message.getBody()).stream()))
                .extracting(EventEnvelope::id)
                .doesNotHaveDuplicates()
                .hasSize(2_000);
        assertThat(messages).hasSizeLessThan(1_000);
    }

    @Test
    void a_message_with_fewer_events_than_it_says_is_parked_whole() throws Exception {
        byte[] torn = EventJson.toBytes(event(1));
        publisher.publishToQueue(Topology.HISTORY, "torn", Map.of(MessageHeaders.EVENTS, 2), torn);
        consume(Topology.HISTORY, PoisonCounter.NONE, events -> {});
        GetResponse parked = take(Topology.FAILED);
        assertThat(parked.getBody()).isEqualTo(torn);
        assertThat(text(parked.getProps().getHeaders(), MessageHeaders.ERROR_CLASS))
                .isEqualTo("malformed");
        assertThat(handled).isEmpty();
    }

    @Test
    void senders_that_publish_at_once_each_find_their_events_once_in_their_order() throws Exception {
        int each = 40;
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < 25; sender++) {
                int first = sender * each;
                senders.submit(() ->
                        IntStream.range(first, first + each).forEach(n -> publisher.publishShared(List.of(event(n)))));
            }
        }
        consume(Topology.HISTORY, PoisonCounter.NONE, events -> {});
        await().until(() -> handled.size() >= 25 * each);
        assertThat(handled).hasSize(25 * each);
        for (int sender = 0; sender < 25; sender++) {
            List<String> own = IntStream.range(sender * each, (sender + 1) * each)
                    .mapToObj(n -> "id-" + n)
                    .toList();
            assertThat(handled).containsSubsequence(own);
        }
    }

    @Test
    void of_senders_that_publish_at_once_only_the_one_without_a_queue_fails() throws Exception {
        List<String> failed = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 60; n++) {
                String queue = n % 10 == 7 ? "no-such-queue" : Topology.HISTORY;
                String id = "id-" + n;
                senders.submit(() -> {
                    try {
                        publisher.publishToQueue(queue, id, Map.of(), new byte[0]);
                    } catch (OutageFailure e) {
                        failed.add(id);
                    }
                });
            }
        }
        assertThat(failed).containsExactlyInAnyOrder("id-7", "id-17", "id-27", "id-37", "id-47", "id-57");
        assertThat(depth(Topology.HISTORY)).isEqualTo(54);
    }

    @Test
    void a_message_that_no_queue_takes_is_an_outage_and_not_silently_lost() {
        assertThatThrownBy(() -> publisher.publishToQueue("no-such-queue", "id", Map.of(), new byte[0]))
                .isInstanceOf(OutageFailure.class);
        publisher.publish(event(1));
    }

    @Test
    void a_message_that_cannot_be_written_fails_and_those_after_it_are_stored() throws Exception {
        String tooLong = "q".repeat(300);
        assertThatThrownBy(() -> publisher.publishToQueue(tooLong, "id", Map.of(), new byte[0]))
                .isInstanceOf(OutageFailure.class);
        publisher.publishShared(events(3));
        assertThat(QueueDrain.takeEvents(factory, Topology.HISTORY)).hasSize(3);
    }

    @Test
    void a_publisher_reconnects_after_its_connection_was_lost() {
        publisher.publish(event(1));
        publisher.close();
        publisher.publish(event(2));
        assertThat(publisher.isReachable()).isTrue();
    }

    /** Before, each was waited for in vain as long as the first: a sender that kept a rate filled batches of 200 first. */
    @Test
    void events_that_keep_coming_are_handled_while_they_come() throws Exception {
        consume(Topology.HISTORY, PoisonCounter.NONE, events -> {});
        publisher.publish(event(1));
        await().until(() -> handled.size() == 1);
        int sent = 1;
        for (; sent < 150 && handled.size() < 2; sent++) {
            publisher.publish(event(sent + 1));
            Pause.of(Duration.ofMillis(5));
        }
        assertThat(sent).isLessThan(150);
        int all = sent;
        await().until(() -> handled.size() >= all);
        assertThat(handled).containsExactlyElementsOf(ids(all));
    }

    @Test
    void events_that_come_while_others_are_handled_are_handled_together() throws Exception {
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        consume(Topology.HISTORY, PoisonCounter.NONE, events -> {
            sizes.add(events.size());
            inHand.countDown();
            awaitQuietly(goOn);
        });
        publisher.publish(event(1));
        inHand.await();
        publisher.publishAll(events(101).subList(1, 101));
        goOn.countDown();
        await().until(() -> handled.size() == 101);
        assertThat(sizes).hasSizeLessThan(20);
        assertThat(handled).containsExactlyElementsOf(ids(101));
    }

    @Test
    void a_permanent_failure_is_parked_with_its_reason_and_takes_no_other_event_with_it() throws Exception {
        publisher.publishShared(events(5));
        consume(Topology.HISTORY, PoisonCounter.NONE, failingOn("id-3", new PermanentFailure("no such channel")));
        await().until(() -> handled.size() == 4);
        assertThat(handled).containsExactly("id-1", "id-2", "id-4", "id-5");
        GetResponse parked = take(Topology.FAILED);
        Map<String, Object> headers = parked.getProps().getHeaders();
        assertThat(text(headers, MessageHeaders.ORIGINAL_QUEUE)).isEqualTo(Topology.HISTORY);
        assertThat(text(headers, MessageHeaders.ERROR_CLASS)).isEqualTo("permanent");
        assertThat(text(headers, MessageHeaders.ERROR)).isEqualTo("no such channel");
        assertThat(headers).doesNotContainKey(MessageHeaders.EVENTS);
        assertThat(EventJson.fromBytes(parked.getBody())).isEqualTo(event(3));
    }

    /** As a database that calls a row too long for an index a lack of resources. Before, it was tried for ever. */
    @Test
    void an_outage_that_comes_back_for_one_event_while_the_probe_succeeds_is_that_events_fault() throws Exception {
        publisher.publishShared(events(5));
        publisher.publish(event(6));
        consume(Topology.HISTORY, PoisonCounter.NONE, failingOn("id-3", new OutageFailure("too long for an index")));
        await().until(() -> handled.contains("id-6"));
        assertThat(new LinkedHashSet<>(handled))
                .as("those before it share its message, and come again with it")
                .containsExactly("id-1", "id-2", "id-4", "id-5", "id-6");
        GetResponse parked = take(Topology.FAILED);
        Map<String, Object> headers = parked.getProps().getHeaders();
        assertThat(text(headers, MessageHeaders.ERROR_CLASS)).isEqualTo("permanent");
        assertThat(text(headers, MessageHeaders.ERROR))
                .isEqualTo("It fails alone, 4 times, while others do not: too long for an index");
        assertThat(EventJson.fromBytes(parked.getBody())).isEqualTo(event(3));
    }

    @Test
    void a_message_that_is_no_event_is_parked_whole() throws Exception {
        publisher.publishToQueue(Topology.HISTORY, "odd", Map.of(), "{\"not\": \"an event\"}".getBytes());
        publisher.publish(event(1));
        consume(Topology.HISTORY, PoisonCounter.NONE, events -> {});
        await().until(() -> handled.size() == 1);
        GetResponse parked = take(Topology.FAILED);
        assertThat(parked.getBody()).asString().contains("not");
        assertThat(text(parked.getProps().getHeaders(), MessageHeaders.ERROR_CLASS))
                .isEqualTo("malformed");
    }

    @Test
    void a_transient_failure_waits_in_place_and_keeps_order() throws Exception {
        publisher.publishShared(events(3));
        AtomicInteger failures = new AtomicInteger(3);
        consume(Topology.HISTORY, PoisonCounter.NONE, events -> {
            if (failures.getAndDecrement() > 0) {
                throw new TransientFailure("not yet");
            }
        });
        await().until(() -> handled.size() == 3);
        assertThat(handled).containsExactlyElementsOf(ids(3));
        assertThat(depth(Topology.FAILED)).isZero();
    }

    @Test
    void a_failure_that_lasts_is_parked_after_the_last_attempt() throws Exception {
        publisher.publishShared(events(2));
        consume(Topology.HISTORY, PoisonCounter.NONE, failingOn("id-1", new TransientFailure("still not")));
        await().until(() -> handled.size() == 1);
        GetResponse parked = take(Topology.FAILED);
        assertThat(parked.getProps().getHeaders()).containsEntry(MessageHeaders.ATTEMPTS, 4);
    }

    @Test
    void a_snooze_spends_no_attempt() throws Exception {
        publisher.publish(event(1));
        AtomicInteger snoozes = new AtomicInteger(20);
        consume(Topology.HISTORY, PoisonCounter.NONE, events -> {
            if (snoozes.getAndDecrement() > 0) {
                throw new SnoozeFailure("told to wait", Duration.ofMillis(1));
            }
        });
        await().until(() -> handled.size() == 1);
        assertThat(depth(Topology.FAILED)).isZero();
    }

    @Test
    void an_outage_pauses_the_consumer_and_nothing_is_parked_or_reordered() throws Exception {
        publisher.publishShared(events(50));
        AtomicBoolean down = new AtomicBoolean(true);
        EventConsumer consumer = consume(Topology.HISTORY, PoisonCounter.NONE, new EventHandler() {
            @Override
            public void handle(List<ReceivedEvent> events) {
                probe();
            }

            @Override
            public void probe() {
                if (down.get()) {
                    throw new OutageFailure("the database is away");
                }
            }
        });
        await().untilAsserted(() -> assertThat(consumer.pauseReason()).isEqualTo("the database is away"));
        await().untilAsserted(() -> assertThat(depth(Topology.HISTORY)).isEqualTo(1));
        assertThat(handled).isEmpty();
        down.set(false);
        await().until(() -> handled.size() == 50);
        assertThat(handled).containsExactlyElementsOf(ids(50));
        assertThat(depth(Topology.FAILED)).isZero();
        assertThat(consumer.pauseReason()).isNull();
    }

    /** More than are handled together, so that something is still to be settled. */
    @Test
    void a_start_of_a_consumer_that_consumes_loses_nothing_of_what_it_has_in_hand() throws Exception {
        publisher.publishShared(events(500));
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        EventConsumer consumer = consume(Topology.HISTORY, PoisonCounter.NONE, events -> {
            inHand.countDown();
            awaitQuietly(goOn);
        });
        inHand.await();
        consumer.start();
        goOn.countDown();
        await().until(() -> handled.size() >= 200);
        publisher.publish(event(501));
        await().until(() -> handled.contains("id-501"));
        assertThat(handled).containsExactlyElementsOf(ids(501));
    }

    @Test
    void what_a_handler_leaves_behind_by_a_mistake_comes_again_before_what_follows_it() throws Exception {
        AtomicBoolean mistaken = new AtomicBoolean(true);
        QueueConsumer consumer = new QueueConsumer(
                consumers, settings(Topology.HISTORY).withBatchSize(1), new QueueConsumer.BatchHandler() {
                    @Override
                    public boolean handle(List<Message> messages, Channel channel, QueueConsumer.Consuming consuming)
                            throws IOException {
                        if (mistaken.getAndSet(false)) {
                            throw new IllegalStateException("a mistake");
                        }
                        messages.forEach(message -> handled.add(
                                EventJson.fromBytes(message.getBody()).id()));
                        channel.basicAck(
                                messages.getLast().getMessageProperties().getDeliveryTag(), true);
                        return true;
                    }

                    @Override
                    public void probe() {}
                });
        closeables.add(consumer::stop);
        for (int n = 1; n <= 3; n++) {
            publisher.publish(event(n));
        }
        consumer.start();
        await().until(() -> handled.size() == 3);
        assertThat(handled).containsExactlyElementsOf(ids(3));
    }

    /** As a publisher does that loses its lease while the database is away, and gets it back. */
    @Test
    void a_consumer_that_was_stopped_while_paused_consumes_after_its_next_start() throws Exception {
        publisher.publishShared(events(3));
        AtomicBoolean down = new AtomicBoolean(true);
        EventConsumer consumer = consume(Topology.HISTORY, PoisonCounter.NONE, events -> {
            if (down.get()) {
                throw new OutageFailure("the database is away");
            }
        });
        await().until(() -> consumer.pauseReason() != null);
        consumer.stop();
        down.set(false);
        consumer.start();
        await().until(() -> handled.size() == 3);
        assertThat(consumer.pauseReason()).isNull();
    }

    /** Before, the container took itself for running, did nothing, and ended with the drain. */
    @Test
    void a_start_while_a_stop_still_waits_for_what_is_in_hand_consumes_after_it() throws Exception {
        publisher.publishShared(events(3));
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        EventConsumer consumer = consume(Topology.HISTORY, PoisonCounter.NONE, events -> {
            inHand.countDown();
            awaitQuietly(goOn);
        });
        inHand.await();
        Thread stop = Thread.ofPlatform().start(consumer::stop);
        await().until(() -> stop.getState() == Thread.State.TIMED_WAITING);
        Thread start = Thread.ofPlatform().start(consumer::start);
        await().until(() -> start.getState() == Thread.State.WAITING || !start.isAlive());
        goOn.countDown();
        stop.join();
        start.join();

        publisher.publish(event(4));
        await().until(() -> handled.contains("id-4"));
        assertThat(handled).containsExactlyElementsOf(ids(4));
        assertThat(depth(Topology.HISTORY)).isZero();
    }

    /** Before, it counted as one that does not run, so nobody stopped it, and it consumed what had been shut down around it. */
    @Test
    void a_consumer_that_is_paused_as_its_service_ends_does_not_go_on() throws Exception {
        publisher.publishShared(events(3));
        AtomicBoolean down = new AtomicBoolean(true);
        EventConsumer consumer = consumer(Topology.HISTORY, PoisonCounter.NONE, new EventHandler() {
            @Override
            public void handle(List<ReceivedEvent> events) {
                probe();
                events.forEach(received -> handled.add(received.event().id()));
            }

            @Override
            public void probe() {
                if (down.get()) {
                    throw new OutageFailure("the database is away");
                }
            }
        });
        try (GenericApplicationContext service = new GenericApplicationContext()) {
            service.registerBean(EventConsumer.class, () -> consumer);
            service.refresh();
            await().until(() -> consumer.pauseReason() != null);
            assertThat(consumer.isRunning()).isTrue();
        }
        assertThat(consumer.isRunning()).isFalse();
        assertThat(consumer.pauseReason()).isNull();
        down.set(false);
        await().during(QUICK.after(10).multipliedBy(5)).until(handled::isEmpty);

        consumer.start();
        await().until(() -> handled.size() == 3);
        assertThat(handled).containsExactlyElementsOf(ids(3));
    }

    @Test
    void a_message_that_could_not_be_acknowledged_comes_again_and_pauses_nothing() throws Exception {
        AtomicInteger probes = new AtomicInteger();
        AtomicBoolean lost = new AtomicBoolean();
        consume(Topology.HISTORY, PoisonCounter.NONE, new EventHandler() {
            @Override
            public void handle(List<ReceivedEvent> events) {
                if (lost.compareAndSet(false, true)) {
                    consumers.resetConnection();
                }
            }

            @Override
            public void probe() {
                probes.incrementAndGet();
            }
        });
        publisher.publish(event(1));
        await().until(() -> handled.size() == 2);
        assertThat(handled).containsExactly("id-1", "id-1");
        await().until(() -> depth(Topology.HISTORY) == 0);
        assertThat(probes).hasValue(0);
    }

    /** Before, the thread that asks ended, and the consumer stayed paused for ever. */
    @Test
    void a_consumer_resumes_though_a_probe_of_its_ended_by_an_error() throws Exception {
        publisher.publish(event(1));
        AtomicInteger probes = new AtomicInteger();
        consume(Topology.HISTORY, PoisonCounter.NONE, new EventHandler() {
            @Override
            public void handle(List<ReceivedEvent> events) {
                if (probes.get() < 3) {
                    throw new OutageFailure("the database is away");
                }
            }

            @Override
            public void probe() {
                if (probes.incrementAndGet() < 3) {
                    throw new NoClassDefFoundError("no descriptor is left to load it");
                }
            }
        });
        await().until(() -> handled.contains("id-1"));
        assertThat(probes).hasValue(3);
    }

    /** Not on the embedded broker, whose password nobody has: it does not cancel the consumers of a deleted queue. */
    @Test
    void a_queue_that_somebody_deleted_is_there_again_and_consumed() throws Exception {
        assumeTrue(isRabbitMq());
        consume(Topology.DISCORD, PoisonCounter.NONE, events -> {});
        publisher.publish(event(1));
        await().until(() -> handled.contains("id-1"));
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            channel.queueDelete(Topology.DISCORD);
        }
        AtomicInteger next = new AtomicInteger(1);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    publisher.publish(event(next.incrementAndGet()));
                    return handled.size() > 1;
                });
    }

    private boolean isRabbitMq() throws Exception {
        try (Connection connection = factory.newConnection()) {
            return "RabbitMQ"
                    .equals(String.valueOf(connection.getServerProperties().get("product")));
        }
    }

    @Test
    void an_exchange_and_queues_that_somebody_deleted_are_there_again_at_the_next_publish() throws Exception {
        publisher.publish(event(1));
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            channel.queueDelete(Topology.HISTORY);
            channel.queueDelete(Topology.DISCORD);
            channel.queueDelete(Topology.PROBE);
        }
        assertThatThrownBy(() -> publisher.publish(event(2))).isInstanceOf(OutageFailure.class);
        publisher.publish(event(3));
        assertThat(publisher.isReachable()).isTrue();
        assertThat(QueueDrain.takeEvents(factory, Topology.HISTORY))
                .extracting(EventEnvelope::id)
                .containsExactly("id-3");
    }

    @Test
    void a_message_that_keeps_killing_its_consumer_is_parked_and_its_neighbours_are_not() throws Exception {
        publisher.publishShared(events(6));
        Map<String, Integer> counts = new HashMap<>();
        PoisonCounter counter = new CountingInMemory(counts);
        for (int death = 0; death < 12 && depth(Topology.FAILED) == 0; death++) {
            dieHolding("id-4", counter);
        }
        consume(Topology.HISTORY, counter, events -> {});
        await().until(() -> handled.containsAll(List.of("id-1", "id-2", "id-3", "id-5", "id-6")));
        GetResponse parked = take(Topology.FAILED);
        assertThat(EventJson.fromBytes(parked.getBody()).id()).isEqualTo("id-4");
        assertThat(text(parked.getProps().getHeaders(), MessageHeaders.ERROR_CLASS))
                .isEqualTo("poison");
        assertThat(handled).doesNotContain("id-4");
        // It is forgotten when the broker has confirmed what was parked, which is there for all before.
        await().untilAsserted(() -> {
            synchronized (counts) {
                assertThat(counts).isEmpty();
            }
        });
    }

    @Test
    void only_one_consumer_of_the_discord_queue_is_active_and_another_takes_over() throws Exception {
        List<String> first = Collections.synchronizedList(new ArrayList<>());
        List<String> second = Collections.synchronizedList(new ArrayList<>());
        EventConsumer one = consumer(Topology.DISCORD, PoisonCounter.NONE, collecting(first));
        EventConsumer two = consumer(Topology.DISCORD, PoisonCounter.NONE, collecting(second));
        one.start();
        publisher.publishShared(events(10));
        await().until(() -> first.size() == 10);
        two.start();
        publisher.publishShared(
                IntStream.rangeClosed(11, 20).mapToObj(MessagingIT::event).toList());
        await().until(() -> first.size() == 20);
        assertThat(second).isEmpty();
        one.stop();
        publisher.publish(event(21));
        await().until(() -> second.size() == 1);
    }

    /** As a killed process does it: the connection goes away with messages in hand and nothing settled. */
    private void dieHolding(String id, PoisonCounter counter) throws Exception {
        CachingConnectionFactory own = new CachingConnectionFactory(factory);
        CountDownLatch dead = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        ConsumerSettings brief =
                new ConsumerSettings(Topology.HISTORY, 200, 400, 4, QUICK, Duration.ofMillis(50), false);
        EventConsumer victim = new EventConsumer(own, failedMessages, counter, brief, events -> {
            if (events.stream().anyMatch(received -> received.event().id().equals(id))) {
                dead.countDown();
                awaitQuietly(never);
            }
            events.forEach(received -> handled.add(received.event().id()));
        });
        victim.start();
        await().until(() -> dead.getCount() == 0 || depth(Topology.FAILED) > 0);
        own.destroy();
        victim.stop();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private EventConsumer consume(String queue, PoisonCounter counter, EventHandler handler) {
        EventConsumer consumer = consumer(queue, counter, new EventHandler() {
            @Override
            public void handle(List<ReceivedEvent> events) {
                handler.handle(events);
                events.forEach(received -> handled.add(received.event().id()));
            }

            @Override
            public void probe() {
                handler.probe();
            }
        });
        consumer.start();
        return consumer;
    }

    private EventConsumer consumer(String queue, PoisonCounter counter, EventHandler handler) {
        EventConsumer consumer = new EventConsumer(consumers, failedMessages, counter, settings(queue), handler);
        closeables.add(consumer::stop);
        return consumer;
    }

    private static ConsumerSettings settings(String queue) {
        return ConsumerSettings.of(queue).withBackoff(QUICK).withMaxAttempts(4);
    }

    private static EventHandler collecting(List<String> into) {
        return events -> events.forEach(received -> into.add(received.event().id()));
    }

    private static EventHandler failingOn(String id, RuntimeException failure) {
        return events -> {
            if (events.stream().anyMatch(received -> received.event().id().equals(id))) {
                throw failure;
            }
        };
    }

    private static List<EventEnvelope> events(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(MessagingIT::event).toList();
    }

    private static List<String> ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "id-" + n).toList();
    }

    private static EventEnvelope event(int n) {
        return event("id-" + n, Source.MAIN_APP, new BugFixed("Bug " + n, null, null));
    }

    private static EventEnvelope event(String id, Source source, BugFixed bug) {
        return EventEnvelope.of(id, source, Instant.ofEpochMilli(1_757_160_000_000L), bug);
    }

    private long depth(String queue) throws Exception {
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            return Topology.depth(channel, queue);
        }
    }

    private GetResponse take(String queue) throws Exception {
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            return await().until(() -> channel.basicGet(queue, true), response -> response != null);
        }
    }

    private static String text(Map<String, Object> headers, String name) {
        return String.valueOf(headers.get(name));
    }

    private record CountingInMemory(Map<String, Integer> counts) implements PoisonCounter {
        @Override
        public int increment(String queue, String messageId) {
            synchronized (counts) {
                return counts.merge(messageId, 1, Integer::sum);
            }
        }

        @Override
        public void forget(String queue, String messageId) {
            synchronized (counts) {
                counts.remove(messageId);
            }
        }
    }
}
