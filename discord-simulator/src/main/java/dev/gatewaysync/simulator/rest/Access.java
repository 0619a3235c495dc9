package dev.gatewaysync.simulator.rest;

/** Who may call a route. */
enum Access {
    BOT,
    /** The token in the path is the key; without the bot's own it counts for the address. */
    WEBHOOK,
    /** The interaction's token is the key, and nothing of it counts for the global limit. */
    INTERACTION,

    ANYBODY
}
