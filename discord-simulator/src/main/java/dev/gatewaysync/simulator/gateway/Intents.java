package dev.gatewaysync.simulator.gateway;

/** What a session asked to be told, as Discord's bit field. */
record Intents(int bits) {

    static final int GUILDS = 1;
    static final int GUILD_MESSAGES = 1 << 9;
    static final int MESSAGE_CONTENT = 1 << 15;
    static final int GUILD_SCHEDULED_EVENTS = 1 << 16;

    boolean includes(int intent) {
        return (bits & intent) != 0;
    }
}
