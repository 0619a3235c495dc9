package dev.gatewaysync.simulator.faults;

import java.util.Map;

/**
 * What Cloudflare answers to an address that has sent too many invalid requests. The block holds for every route, an
 * hour or a day (discord-api-docs #4395), and no shape of it names a time.
 */
public enum AddressBlock {
    /** A page with error 1015. */
    HTML_429(429, "text/html; charset=UTF-8", "<!doctype html><title>Access denied</title><h1>Error 1015</h1>"),

    /** The same text every time, out of Cloudflare's own store (discord-api-docs #5810). */
    JSON_429(
            429,
            "application/json",
            "{\"code\": 0, \"message\": \"You are being blocked from accessing our API temporarily due to exceeding our "
                    + "rate limits frequently. Please read our docs at "
                    + "https://discord.com/developers/docs/topics/rate-limits to prevent this moving forward.\"}"),

    /** A page with error 1006 or the like (discord-api-docs #898, #1149). */
    HTML_403(403, "text/html; charset=UTF-8", "<!doctype html><title>Access denied</title><h1>Error 1006</h1>");

    private final FaultEffect.Answer answer;

    AddressBlock(int status, String contentType, String body) {
        answer = new FaultEffect.Answer(status, contentType, body, Map.of(), false);
    }

    public FaultEffect.Answer answer() {
        return answer;
    }
}
