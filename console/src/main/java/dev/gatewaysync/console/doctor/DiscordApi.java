package dev.gatewaysync.console.doctor;

import tools.jackson.databind.JsonNode;

/** Asks Discord as the bot. */
final class DiscordApi {
    private final Web web;
    private final String base;
    private final String authorization;

    DiscordApi(Web web, String base, String token) {
        this.web = web;
        this.base = base;
        this.authorization = "Bot " + token;
    }

    Web.Answer get(String path) {
        return web.get(base + path, authorization);
    }

    /** Discord's own code of an error, 0 if it has none. */
    static int code(Web.Answer answer) {
        JsonNode code = answer.body().path("code");
        return code.isInt() ? code.asInt() : 0;
    }
}
