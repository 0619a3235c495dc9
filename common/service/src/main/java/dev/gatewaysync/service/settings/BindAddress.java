package dev.gatewaysync.service.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * {@code BIND_ADDRESS}: where every port listens. Unset, the console and the metrics listen on the loopback interface alone, and
 * ingest-api, which is there for others, on all.
 */
public final class BindAddress {
    public static final String LOOPBACK = "127.0.0.1";
    public static final String ALL = "0.0.0.0";

    private BindAddress() {}

    /** Empty if it is not set. */
    public static Optional<String> of(Settings settings) {
        return settings.value(
                "BIND_ADDRESS",
                Optional.<String>empty(),
                "must be an address of this machine, or 0.0.0.0 for all",
                ALL,
                text -> {
                    try {
                        return Optional.of(InetAddress.getByName(text).getHostAddress());
                    } catch (UnknownHostException e) {
                        throw new IllegalArgumentException(text, e);
                    }
                });
    }
}
