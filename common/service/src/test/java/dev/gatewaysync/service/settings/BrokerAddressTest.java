package dev.gatewaysync.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RabbitMQ's URI Specification, appendix A, and what people have of it. */
class BrokerAddressTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            amqp://user:pass@host:10000/vhost, user, pass, host:10000, vhost, false
            amqp://user%61:%61pass@ho.st:10000/v%2fhost, usera, apass, ho.st:10000, v/host, false
            amqp://host, guest, guest, host:5672, /, false
            amqp://host/, guest, guest, host:5672, /, false
            amqp://host/%2f, guest, guest, host:5672, /, false
            amqp://user:p%40ss%3Aw%2Frd@host, user, p@ss:w/rd, host:5672, /, false
            amqp://user:a+b@host, user, a+b, host:5672, /, false
            amqp://user:one:two@host, user, one:two, host:5672, /, false
            amqps://user:pass@host, user, pass, host:5671, /, true
            AMQPS://user:pass@rabbit_mq/vhost, user, pass, rabbit_mq:5671, vhost, true
            amqp://[::1], guest, guest, [::1]:5672, /, false
            'amqp://u:p@one,amqp://u:p@two:5673', u, p, 'one:5672,two:5673', /, false
            'amqp://u:p@one, amqp://u:p@two ,', u, p, 'one:5672,two:5672', /, false
            """)
    void an_address_is_read_as_rabbitmq_says(
            String url, String user, String password, String hosts, String virtualHost, boolean tls) {
        Map<String, Object> properties = ServerAddresses.properties(
                new Settings(Map.of("RABBITMQ_URL", url, "REDIS_URL", "redis://r", "DATABASE_URL", "jdbc:sqlite:x")));

        assertThat(properties)
                .containsEntry("spring.rabbitmq.username", user)
                .containsEntry("spring.rabbitmq.password", password)
                .containsEntry("spring.rabbitmq.addresses", hosts)
                .containsEntry("spring.rabbitmq.virtual-host", virtualHost)
                .containsEntry("spring.rabbitmq.ssl.enabled", tls);
    }
}
