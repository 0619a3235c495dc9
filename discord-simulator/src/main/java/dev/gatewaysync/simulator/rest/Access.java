package dev.gatewaysync.simulator.rest;

/** Who may call a route. */
enum Access {
    BOT,
    /** The token in the path is the key; without the bot's own it counts for the address. */
    WEBHOOK,
    ANYBODY
}
