package dev.gatewaysync.simulator.gateway;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a client has been told. It outlives its connection, so that the client can come back and resume. */
final class GatewaySession {

    private static final int REMEMBERED = 2_000;

    private final String id;
    private final Intents intents;
    private final ArrayDeque<Dispatch> told = new ArrayDeque<>();
    private @Nullable GatewayConnection connection;
    private long sequence;

    GatewaySession(String id, Intents intents, GatewayConnection connection) {
        this.id = id;
        this.intents = intents;
        this.connection = connection;
    }

    String id() {
        return id;
    }

    Intents intents() {
        return intents;
    }

    synchronized void dispatch(String type, ObjectNode data) {
        var dispatch = new Dispatch(++sequence, type, data);
        told.addLast(dispatch);
        if (told.size() > REMEMBERED) {
            told.removeFirst();
        }
        if (connection != null) {
            connection.send(dispatch);
        }
    }

    /** False when the client has missed more than is remembered: it has to identify anew. */
    synchronized boolean resume(GatewayConnection newConnection, long lastSeen) {
        boolean gap = !told.isEmpty() && told.getFirst().sequence() > lastSeen + 1;
        if (lastSeen > sequence || gap) {
            return false;
        }
        told.stream().filter(dispatch -> dispatch.sequence() > lastSeen).forEach(newConnection::send);
        connection = newConnection;
        return true;
    }

    synchronized void drop() {
        if (connection != null) {
            connection.drop();
        }
    }

    synchronized void end() {
        if (connection != null) {
            connection.close(GatewayProtocol.AUTHENTICATION_FAILED, "Authentication failed.");
        }
    }

    synchronized void disconnected(GatewayConnection lost) {
        if (connection == lost) {
            connection = null;
        }
    }
}
