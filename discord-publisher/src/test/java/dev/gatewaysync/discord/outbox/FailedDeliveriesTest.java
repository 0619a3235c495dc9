package dev.gatewaysync.discord.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.FailedMessages;
import dev.gatewaysync.messaging.OutageFailure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** While the broker is away. {@code UnreadableDeliveryIT} and {@code DeliveryIT} have it where it is not. */
class FailedDeliveriesTest {
    private final TestOutbox test = new TestOutbox();

    @Test
    void a_delivery_has_not_failed_before_its_copy_is_stored() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(1);
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        try (ConfirmedPublisher nobody = new ConfirmedPublisher(factory, Duration.ofSeconds(5))) {
            FailedDeliveries failed = new FailedDeliveries(
                    test.outbox, test.queries, new FailedMessages(nobody, test.clock), new PublisherMetrics(metrics));
            Delivery delivery = test.planned(new BugFixed("One", null, null), "announcements");
            test.insert("broken", "announcements", "{", null, false);

            assertThatThrownBy(() -> failed.moveToFailed(delivery, "Refused", Tried.WITHOUT_REQUEST))
                    .isInstanceOf(OutageFailure.class);
            assertThat(test.status(delivery)).isEqualTo("pending");
            assertThatThrownBy(() -> failed.moveAllToFailed("announcements", "Gone"))
                    .isInstanceOf(OutageFailure.class);
            assertThatThrownBy(failed::moveUnreadableToFailed).isInstanceOf(OutageFailure.class);
            assertThat(test.queries.unreadable()).as("it is tried again").hasSize(1);
            assertThat(metrics.counter("gateway.discord.deliveries", "target", "announcements", "outcome", "failed")
                            .count())
                    .isZero();
        }
    }
}
