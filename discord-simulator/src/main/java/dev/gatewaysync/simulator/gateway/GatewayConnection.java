package dev.gatewaysync.simulator.gateway;

import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One WebSocket. Whoever sends never waits: a thread of the connection's own writes, in order. */
final class GatewayConnection implements Runnable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WebSocketChannel channel;
    private final @Nullable ZlibStream compression;
    private final BlockingQueue<Outgoing> queue = new LinkedBlockingQueue<>();

    private sealed interface Outgoing {
        record Message(ObjectNode payload) implements Outgoing {}

        record Close(int code, String reason) implements Outgoing {}
    }

    GatewayConnection(WebSocketChannel channel, boolean compressed) {
        this.channel = channel;
        this.compression = compressed ? new ZlibStream() : null;
    }

    void send(ObjectNode payload) {
        queue.add(new Outgoing.Message(payload));
    }

    void send(Dispatch dispatch) {
        send(Payload.of(dispatch));
    }

    /** After everything that was sent before. */
    void close(int code, String reason) {
        queue.add(new Outgoing.Close(code, reason));
    }

    /** At once and without a word, as when the network fails. */
    void drop() {
        IoUtils.safeClose(channel);
    }

    @Override
    public void run() {
        try {
            boolean open = true;
            while (open) {
                open = write(queue.take());
            }
        } catch (IOException | InterruptedException e) {
            IoUtils.safeClose(channel);
        } finally {
            if (compression != null) {
                compression.close();
            }
        }
    }

    private boolean write(Outgoing outgoing) throws IOException {
        switch (outgoing) {
            case Outgoing.Close close -> {
                if (channel.isOpen()) {
                    WebSockets.sendCloseBlocking(new CloseMessage(close.code(), close.reason()), channel);
                }
                return false;
            }
            case Outgoing.Message message -> {
                var text = JSON.writeValueAsString(message.payload());
                if (compression == null) {
                    WebSockets.sendTextBlocking(text, channel);
                } else {
                    var bytes = compression.compress(text.getBytes(StandardCharsets.UTF_8));
                    WebSockets.sendBinaryBlocking(ByteBuffer.wrap(bytes), channel);
                }
                return true;
            }
        }
    }
}
