package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.Author;
import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.SessionStarts;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The guild, its roles and members, and the bot itself. */
final class GuildRoutes {

    private static final String GUILD = "/guilds/{guild}";
    private static final int MISSING_ACCESS = 50001;

    private final Guild guild;
    private final DiscordJson json;
    private final String gatewayUrl;

    GuildRoutes(Guild guild, DiscordJson json, String gatewayUrl) {
        this.guild = guild;
        this.json = json;
        this.gatewayUrl = gatewayUrl;
    }

    List<Route> routes() {
        return List.of(
                Route.exempt("GET", "/gateway", Access.ANYBODY, request -> Answer.ok(gateway())),
                Route.exempt("GET", "/gateway/bot", Access.BOT, request -> Answer.ok(gatewayForBots())),
                Route.bot("GET", "/users/@me", Limits.READ, request -> Answer.ok(json.self())),
                Route.bot(
                        "GET",
                        "/users/@me/guilds",
                        Limits.READ,
                        request -> Answer.ok(guild.isBotPresent() ? Json.array().add(json.guild()) : Json.array())),
                Route.bot("GET", "/applications/@me", Limits.READ, request -> Answer.ok(json.application())),
                Route.bot("GET", "/oauth2/applications/@me", Limits.READ, request -> Answer.ok(json.application())),
                Route.bot("GET", GUILD, Limits.READ, this::describe),
                Route.bot("GET", GUILD + "/roles", Limits.READ, this::roles),
                Route.bot("GET", GUILD + "/members", Limits.READ, this::members),
                Route.bot("GET", GUILD + "/members/{user}", Limits.READ, this::member));
    }

    static void requireGuild(Guild guild, ApiRequest request) {
        if (!guild.id().equals(request.parameter("guild"))) {
            throw DiscordError.unknownGuild();
        }
        if (!guild.isBotPresent()) {
            throw DiscordError.denied(MISSING_ACCESS);
        }
    }

    private ObjectNode gateway() {
        return Json.object().put("url", gatewayUrl);
    }

    private ObjectNode gatewayForBots() {
        var body = gateway().put("shards", 1);
        body.putObject("session_start_limit")
                .put("total", SessionStarts.TOTAL)
                .put("remaining", guild.sessionStarts().remaining())
                .put("reset_after", guild.sessionStarts().untilReset().toMillis())
                .put("max_concurrency", 1);
        return body;
    }

    private Answer describe(ApiRequest request) {
        if (!guild.isBotPresent()) {
            throw DiscordError.unknownGuild();
        }
        requireGuild(guild, request);
        var body = json.guild();
        if (request.flag("with_counts")) {
            body.put("approximate_member_count", guild.people().size()).put("approximate_presence_count", 1);
        }
        return Answer.ok(body);
    }

    private Answer roles(ApiRequest request) {
        requireGuild(guild, request);
        return Answer.ok(json.roles());
    }

    private Answer members(ApiRequest request) {
        requireGuild(guild, request);
        if (!guild.isListingMembersAllowed()) {
            throw DiscordError.denied(MISSING_ACCESS);
        }
        return Answer.ok(json.members());
    }

    private Answer member(ApiRequest request) {
        requireGuild(guild, request);
        var wanted = request.parameter("user");
        return guild.people().stream()
                .filter(user -> names(wanted, user))
                .findFirst()
                .map(json::member)
                .map(Answer::ok)
                .orElseThrow(DiscordError::unknownMember);
    }

    private boolean names(String wanted, Author user) {
        return wanted.equals(user.id()) || wanted.equals("@me") && user.equals(guild.bot());
    }
}
