package dev.gatewaysync.simulator.rest;

/** A fault wants the connection closed without an answer. */
final class Unanswered extends RuntimeException {

    Unanswered() {
        super("The client gets no answer", null, false, false);
    }
}
