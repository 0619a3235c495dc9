package dev.gatewaysync.service.settings;

import dev.gatewaysync.input.CommaSeparated;
import dev.gatewaysync.input.WebAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One broker of {@code RABBITMQ_URL}, by RabbitMQ's rules for such addresses: user, password and virtual host are
 * percent-encoded, {@code /%2F} and no path are the virtual host {@code /}.
 *
 * @see <a href="https://www.rabbitmq.com/docs/uri-spec">RabbitMQ URI Specification</a>
 */
public record BrokerAddress(boolean tls, String host, int port, String user, String password, String virtualHost) {
    private static final int PORT = 5672;
    private static final int TLS_PORT = 5671;

    /** @throws IllegalArgumentException for what {@link #read} refuses */
    public static List<BrokerAddress> readAll(String urls) {
        return CommaSeparated.read(urls, BrokerAddress::read);
    }

    /** @throws Settings.Refused for what is no such address */
    static BrokerAddress read(String url) {
        WebAddress address = parsed(url);
        if (!address.scheme().matches("amqps?")) {
            throw new Settings.Refused("begins with " + address.scheme() + "://");
        }
        if (address.query() != null || address.fragment() != null) {
            throw new Settings.Refused("goes on with ? or #, which sets nothing here");
        }
        String path = address.path().replaceFirst("^/", "");
        if (path.indexOf('/') >= 0) {
            throw new Settings.Refused("has a second / in its virtual host, which must be written %2F");
        }
        boolean tls = address.scheme().equals("amqps");
        @Nullable String login = address.userInfo();
        String[] parts = login == null ? new String[] {"guest", "guest"} : login.split(":", 2);
        return new BrokerAddress(
                tls,
                address.host(),
                address.port() < 0 ? (tls ? TLS_PORT : PORT) : address.port(),
                decoded(parts[0]),
                parts.length > 1 ? decoded(parts[1]) : "",
                path.isEmpty() ? "/" : decoded(path));
    }

    /** What all brokers of a cluster share. */
    List<Object> login() {
        return List.of(tls, user, password, virtualHost);
    }

    String hostAndPort() {
        return host + ":" + port;
    }

    private static WebAddress parsed(String url) {
        try {
            return WebAddress.parse(url);
        } catch (IllegalArgumentException e) {
            throw new Settings.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
