package dev.gatewaysync.discord.rest;

import dev.gatewaysync.discord.ratelimit.Route;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of a server, as the bot. Making one needs the permission Create Events, which is enough for changing one's own, too; reading
 * needs none.
 *
 * @see <a href="https://docs.discord.com/developers/resources/guild-scheduled-event">Guild Scheduled Event</a>
 */
public final class ScheduledEventRest {
    private static final String EVENTS = "/guilds/{guild.id}/scheduled-events";
    private static final String EVENT = EVENTS + "/{guild_scheduled_event.id}";

    private final DiscordRest rest;

    public ScheduledEventRest(DiscordRest rest) {
        this.rest = rest;
    }

    /** An array of those that are not over: what has ended or was called off is listed no more. */
    public RestResult list(String guildId) throws InterruptedException {
        return rest.bot(Route.bot("GET", EVENTS, guildId), events(guildId), null, null);
    }

    /** There is no nonce: asking twice makes two. */
    public RestResult create(String guildId, ObjectNode event, String reason) throws InterruptedException {
        return rest.bot(Route.bot("POST", EVENTS, guildId), events(guildId), event, reason);
    }

    /** Code 10070 where there is none. */
    public RestResult get(String guildId, String eventId) throws InterruptedException {
        return rest.bot(Route.bot("GET", EVENT, guildId), event(guildId, eventId), null, null);
    }

    /** Code 180000 where it is over. */
    public RestResult change(String guildId, String eventId, ObjectNode change, String reason)
            throws InterruptedException {
        return rest.bot(Route.bot("PATCH", EVENT, guildId), event(guildId, eventId), change, reason);
    }

    /** As if it had never been, also for those who wanted to come. */
    public RestResult delete(String guildId, String eventId, String reason) throws InterruptedException {
        return rest.bot(Route.bot("DELETE", EVENT, guildId), event(guildId, eventId), null, reason);
    }

    private static String events(String guildId) {
        return "/guilds/" + Snowflakes.require(guildId) + "/scheduled-events";
    }

    private static String event(String guildId, String eventId) {
        return events(guildId) + "/" + Snowflakes.require(eventId);
    }
}
