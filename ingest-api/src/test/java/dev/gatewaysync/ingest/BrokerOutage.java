package dev.gatewaysync.ingest;

import dev.gatewaysync.testkit.Infra;
import dev.gatewaysync.testkit.Relay;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A broker that can go away. With {@code -Dtest.outage.broker=rabbitmq} a RabbitMQ that is really stopped and started again,
 * else a relay before the tests' broker, which is quicker.
 */
interface BrokerOutage extends AutoCloseable {
    static BrokerOutage of(Infra infra, Path directory) throws IOException, InterruptedException {
        return System.getProperty("test.outage.broker", "relay").equals("rabbitmq")
                ? OwnRabbit.start(directory)
                : new RelayedBroker(Relay.before(infra.rabbitmqUrl(), 5672));
    }

    String url();

    void begin() throws IOException, InterruptedException;

    void end() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;

    /** Nothing gets through while the outage lasts. */
    final class RelayedBroker implements BrokerOutage {
        private final Relay relay;

        RelayedBroker(Relay relay) {
            this.relay = relay;
        }

        @Override
        public String url() {
            return relay.url();
        }

        @Override
        public void begin() {
            relay.cut();
        }

        @Override
        public void end() {
            relay.mend();
        }

        @Override
        public void close() throws IOException {
            relay.close();
        }
    }
}
