package dev.gatewaysync.ingest;

import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * A broker that can go away. With {@code -Dtest.outage.broker=rabbitmq} a RabbitMQ that is really stopped and started again,
 * else a relay before the tests' broker, which is quicker.
 */
interface BrokerOutage extends AutoCloseable {
    static BrokerOutage of(Infra infra, Path directory) throws IOException, InterruptedException {
        return System.getProperty("test.outage.broker", "relay").equals("rabbitmq")
                ? OwnRabbit.start(directory)
                : new RelayedBroker(URI.create(infra.rabbitmqUrl()));
    }

    String url();

    void begin() throws IOException, InterruptedException;

    void end() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;

    /** Nothing gets through while the outage lasts. */
    final class RelayedBroker implements BrokerOutage {
        private final URI broker;
        private final Relay relay;

        RelayedBroker(URI broker) throws IOException {
            this.broker = broker;
            this.relay = new Relay(broker.getHost(), broker.getPort() < 0 ? 5672 : broker.getPort());
        }

        @Override
        public String url() {
            return "amqp://" + broker.getRawUserInfo() + "@localhost:" + relay.port() + broker.getRawPath();
        }

        @Override
        public void begin() throws IOException {
            relay.cut();
        }

        @Override
        public void end() throws IOException {
            relay.mend();
        }

        @Override
        public void close() throws IOException {
            relay.close();
        }
    }
}
