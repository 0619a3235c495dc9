package dev.gatewaysync.simulator.rest;

/** Who may call a route. */
enum Access {
    BOT,
    /** The token in the path is the key; the bot's global limit does not count it. */
    WEBHOOK,
    ANYBODY
}
