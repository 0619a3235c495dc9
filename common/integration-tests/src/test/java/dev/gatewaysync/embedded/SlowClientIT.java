package dev.gatewaysync.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("self-contained")
class SlowClientIT {
    /** Longer than the broker would wait by default. */
    private static final int PAUSE_MILLIS = 4_000;

    @Test
    void a_client_that_a_busy_machine_keeps_from_introducing_itself_is_waited_for(@TempDir Path directory)
            throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            URI address = URI.create(broker.url());
            try (Socket client = new Socket(address.getHost(), address.getPort())) {
                client.setSoTimeout(PAUSE_MILLIS);
                assertThatThrownBy(() -> client.getInputStream().read())
                        .as("the broker neither speaks nor hangs up")
                        .isInstanceOf(SocketTimeoutException.class);
            }
        }
    }
}
