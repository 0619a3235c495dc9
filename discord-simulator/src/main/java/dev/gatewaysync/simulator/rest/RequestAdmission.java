package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.limits.RateLimits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides whether a request may go on: first who asks, then how often. */
record RequestAdmission(Guild guild, RateLimits limits) {

    /** @return the rate-limit headers for the answer */
    Map<String, String> admit(Route route, ApiRequest request, @Nullable String authorization, String address) {
        boolean bot = ("Bot " + guild.credentials().botToken()).equals(authorization);
        if (route.access() == Access.BOT && !bot) {
            throw DiscordError.unauthorized();
        }
        var limit = route.limit();
        if (limit == null) {
            return Map.of();
        }
        // Who shows the bot's token where a webhook's would do is counted as the bot.
        if (route.access() != Access.INTERACTION) {
            limits.admitGlobally(bot ? "bot" : address);
        }
        return limits.admit(limit, route.name(), request.major());
    }
}
