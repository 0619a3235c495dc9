package dev.gatewaysync.simulator.gateway;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The envelopes of the gateway. */
final class Payload {

    static final int DISPATCH = 0;
    static final int HEARTBEAT = 1;
    static final int IDENTIFY = 2;
    static final int PRESENCE = 3;
    static final int VOICE_STATE = 4;
    static final int RESUME = 6;
    static final int REQUEST_MEMBERS = 8;
    static final int INVALID_SESSION = 9;
    static final int HELLO = 10;
    static final int HEARTBEAT_ACK = 11;

    private Payload() {}

    static ObjectNode of(Dispatch dispatch) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("op", DISPATCH)
                .put("s", dispatch.sequence())
                .put("t", dispatch.type())
                .set("d", dispatch.data());
    }

    static ObjectNode hello(long heartbeatMillis) {
        return of(HELLO, JsonNodeFactory.instance.objectNode().put("heartbeat_interval", heartbeatMillis));
    }

    static ObjectNode heartbeatAck() {
        return of(HEARTBEAT_ACK, null);
    }

    static ObjectNode invalidSession() {
        return of(INVALID_SESSION, BooleanNode.FALSE);
    }

    private static ObjectNode of(int op, @Nullable JsonNode data) {
        var payload =
                JsonNodeFactory.instance.objectNode().put("op", op).putNull("s").putNull("t");
        payload.set("d", data == null ? JsonNodeFactory.instance.nullNode() : data);
        return payload;
    }
}
