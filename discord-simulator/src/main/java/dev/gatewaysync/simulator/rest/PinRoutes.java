package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Pins, at their present address and at the one Discord still answers on. */
final class PinRoutes {

    private static final int MOST_PINS = 250;
    private static final String PINS = "/channels/{channel}/messages/pins";
    private static final String OLD_PINS = "/channels/{channel}/pins";

    private final Guild guild;
    private final ChannelAccess access;
    private final DiscordJson json;

    PinRoutes(Guild guild, DiscordJson json) {
        this.guild = guild;
        this.access = new ChannelAccess(guild);
        this.json = json;
    }

    List<Route> routes() {
        return List.of(
                Route.bot("GET", PINS, Limits.READ, this::page),
                Route.bot("PUT", PINS + "/{message}", Limits.PIN, request -> pin(request, true)),
                Route.bot("DELETE", PINS + "/{message}", Limits.PIN, request -> pin(request, false)),
                Route.bot("GET", OLD_PINS, Limits.READ, this::all),
                Route.bot("PUT", OLD_PINS + "/{message}", Limits.PIN, request -> pin(request, true)),
                Route.bot("DELETE", OLD_PINS + "/{message}", Limits.PIN, request -> pin(request, false)));
    }

    private Answer page(ApiRequest request) {
        var channel = access.textChannel(request);
        int limit = request.limit(50, 50);
        var before = request.before();
        var older = pins(channel).stream()
                .filter(message -> pinnedAt(message).isBefore(before))
                .toList();
        var body = Json.object();
        var items = body.putArray("items");
        older.stream()
                .limit(limit)
                .forEach(message -> items.addObject()
                        .put("pinned_at", DiscordJson.timestamp(pinnedAt(message)))
                        .set("message", json.message(message, guild.isContentAllowed())));
        body.put("has_more", older.size() > limit);
        return Answer.ok(body);
    }

    private static Instant pinnedAt(SimulatedMessage message) {
        return Objects.requireNonNull(message.pinnedAt());
    }

    private Answer all(ApiRequest request) {
        var body = Json.array();
        pins(access.textChannel(request)).forEach(message -> body.add(json.message(message, guild.isContentAllowed())));
        return Answer.ok(body);
    }

    private List<SimulatedMessage> pins(SimulatedChannel channel) {
        return access.seesHistory(channel) ? guild.messages().pinsOf(channel.id()) : List.of();
    }

    private Answer pin(ApiRequest request, boolean pinned) {
        access.require(access.channel(request), Permission.PIN_MESSAGES);
        var message = access.message(request);
        boolean adds = pinned && !message.pinned();
        if (adds && guild.messages().pinsOf(message.channelId()).size() >= MOST_PINS) {
            throw DiscordError.tooManyPins();
        }
        guild.messages().pin(message.channelId(), message.id(), pinned).orElseThrow(DiscordError::unknownMessage);
        return Answer.noContent();
    }
}
