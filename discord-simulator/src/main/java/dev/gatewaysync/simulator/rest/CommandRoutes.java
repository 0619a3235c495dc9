package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.Guild;
import java.util.List;

/** Registers slash commands. */
final class CommandRoutes {

    private static final String GLOBAL = "/applications/{application}/commands";
    private static final String OF_GUILD = "/applications/{application}/guilds/{guild}/commands";

    private final Guild guild;

    CommandRoutes(Guild guild) {
        this.guild = guild;
    }

    List<Route> routes() {
        return List.of(
                Route.bot(
                        "GET",
                        GLOBAL,
                        Limits.READ,
                        request -> Answer.ok(guild.commands().in("global"))),
                Route.bot("PUT", GLOBAL, Limits.WRITE, request -> replace(request, "global")),
                Route.bot(
                        "GET",
                        OF_GUILD,
                        Limits.READ,
                        request -> Answer.ok(guild.commands().in(scope(request)))),
                Route.bot("PUT", OF_GUILD, Limits.WRITE, request -> replace(request, scope(request))));
    }

    private String scope(ApiRequest request) {
        GuildRoutes.requireGuild(guild, request);
        return guild.id();
    }

    private Answer replace(ApiRequest request, String scope) {
        var commands = request.any();
        if (!commands.isArray()) {
            throw DiscordError.invalidJson();
        }
        CommandForm.check(commands);
        return Answer.ok(guild.commands().replace(scope, commands));
    }
}
