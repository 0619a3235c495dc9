package dev.gatewaysync.simulator.rest;

/** A fault wants the connection closed without an answer. */
final class ConnectionDropped extends RuntimeException {

    ConnectionDropped() {
        super("The client gets no answer", null, false, false);
    }
}
