package dev.gatewaysync.simulator.gateway;

import dev.gatewaysync.simulator.guild.Presence;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.StreamSourceFrameChannel;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.xnio.Pooled;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens to one client and answers it. */
final class GatewayProtocol extends AbstractReceiveListener {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int UNKNOWN_OPCODE = 4001;
    private static final int DECODE_ERROR = 4002;
    private static final int NOT_AUTHENTICATED = 4003;
    static final int AUTHENTICATION_FAILED = 4004;
    private static final int ALREADY_AUTHENTICATED = 4005;
    private static final int DISALLOWED_INTENTS = 4014;

    private final GatewayConnection connection;
    private final Sessions sessions;
    private @Nullable GatewaySession session;

    GatewayProtocol(GatewayConnection connection, Sessions sessions) {
        this.connection = connection;
        this.sessions = sessions;
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
        hear(message.getData());
    }

    @Override
    @SuppressWarnings("deprecation") // Undertow gives binary messages in no other wrapping.
    protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
        try (Pooled<ByteBuffer[]> data = message.getData()) {
            var bytes = WebSockets.mergeBuffers(data.getResource());
            hear(StandardCharsets.UTF_8.decode(bytes).toString());
        }
    }

    private void hear(String text) {
        JsonNode payload;
        try {
            payload = JSON.readTree(text);
        } catch (JacksonException e) {
            connection.close(DECODE_ERROR, "Error while decoding payload.");
            return;
        }
        var data = payload.path("d");
        switch (payload.path("op").asInt(-1)) {
            case Payload.HEARTBEAT -> connection.send(Payload.heartbeatAck());
            case Payload.IDENTIFY -> identify(data);
            case Payload.RESUME -> resume(data);
            case Payload.REQUEST_MEMBERS -> requestMembers(data);
            case Payload.PRESENCE -> presence(data);
            case Payload.VOICE_STATE -> {
                // Nobody else is there to hear it.
            }
            default -> connection.close(UNKNOWN_OPCODE, "Unknown opcode.");
        }
    }

    private void identify(JsonNode data) {
        if (session != null) {
            connection.close(ALREADY_AUTHENTICATED, "Already authenticated.");
            return;
        }
        var intents = new Intents(data.path("intents").asInt(0));
        if (!sessions.knows(data.path("token").asString(""))) {
            connection.close(AUTHENTICATION_FAILED, "Authentication failed.");
        } else if (!sessions.allows(intents)) {
            connection.close(DISALLOWED_INTENTS, "Disallowed intent(s).");
        } else {
            session = sessions.begin(connection, intents);
            if (data.path("presence").isObject()) {
                presence(data.path("presence"));
            }
        }
    }

    private void presence(JsonNode data) {
        try {
            if (session == null) {
                connection.close(NOT_AUTHENTICATED, "Not authenticated.");
            } else {
                sessions.show(Presence.of(data));
            }
        } catch (IllegalArgumentException e) {
            connection.close(DECODE_ERROR, "Error while decoding payload.");
        }
    }

    private void resume(JsonNode data) {
        if (!sessions.knows(data.path("token").asString(""))) {
            connection.close(AUTHENTICATION_FAILED, "Authentication failed.");
            return;
        }
        session = sessions.resume(
                connection,
                data.path("session_id").asString(""),
                data.path("seq").asLong(0));
        if (session == null) {
            connection.send(Payload.invalidSession());
        }
    }

    private void requestMembers(JsonNode data) {
        if (session == null) {
            connection.close(NOT_AUTHENTICATED, "Not authenticated.");
        } else {
            sessions.tellMembers(session, data);
        }
    }

    @Override
    protected void onClose(WebSocketChannel channel, StreamSourceFrameChannel frame) throws IOException {
        super.onClose(channel, frame);
        hangUp();
    }

    void hangUp() {
        if (session != null) {
            session.disconnected(connection);
        }
        connection.close(1000, "");
    }
}
