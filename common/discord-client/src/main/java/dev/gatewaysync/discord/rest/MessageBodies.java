package dev.gatewaysync.discord.rest;

import tools.jackson.databind.node.ObjectNode;

/** What every message body carries, whatever the caller thought of. Works on copies. */
final class MessageBodies {
    private MessageBodies() {}

    /**
     * Without {@code allowed_mentions} Discord parses mentions by its defaults, on edits again: user text could ping.
     */
    static ObjectNode silent(ObjectNode body) {
        ObjectNode copy = body.deepCopy();
        if (!copy.path("allowed_mentions").isObject()) {
            copy.putObject("allowed_mentions").putArray("parse");
        }
        return copy;
    }

    /** Within a few minutes Discord answers the same nonce with the message that it already made. */
    static ObjectNode once(ObjectNode body, String nonce) {
        if (nonce.isEmpty() || nonce.length() > 25) {
            throw new IllegalArgumentException("A nonce has 1 to 25 characters, not " + nonce.length());
        }
        return silent(body).put("nonce", nonce).put("enforce_nonce", true);
    }
}
