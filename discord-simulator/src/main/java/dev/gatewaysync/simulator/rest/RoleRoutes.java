package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.Permission;
import java.util.List;

/**
 * Gives members roles and takes them. Whoever may manage roles may do so with those below their own highest one; roles of
 * applications, and that of everybody, are given by nobody.
 *
 * @see <a href="https://docs.discord.com/developers/resources/guild#add-guild-member-role">Add Guild Member Role</a>
 */
final class RoleRoutes {

    private static final String ROLE = "/guilds/{guild}/members/{user}/roles/{role}";
    private static final int MISSING_PERMISSIONS = 50013;

    private final Guild guild;

    RoleRoutes(Guild guild) {
        this.guild = guild;
    }

    List<Route> routes() {
        return List.of(
                Route.bot("PUT", ROLE, Limits.MEMBER_ROLE, request -> change(request, true)),
                Route.bot("DELETE", ROLE, Limits.MEMBER_ROLE, request -> change(request, false)));
    }

    private Answer change(ApiRequest request, boolean give) {
        GuildRoutes.requireGuild(guild, request);
        var reason = request.reason();
        var person = guild.people().stream()
                .filter(known -> known.id().equals(request.parameter("user")))
                .findFirst()
                .orElseThrow(DiscordError::unknownMember);
        var role = guild.permissions().role(request.parameter("role")).orElseThrow(DiscordError::unknownRole);
        if (!guild.permissions().mayBot(Permission.MANAGE_ROLES)) {
            throw DiscordError.denied(MISSING_PERMISSIONS);
        }
        if (role.managed() || role.id().equals(guild.id())) {
            throw DiscordError.invalidRole();
        }
        if (role.position() >= guild.permissions().highestOf(guild.bot())) {
            throw DiscordError.denied(MISSING_PERMISSIONS);
        }
        guild.permissions().changeRole(person, role.id(), give, reason);
        return Answer.noContent();
    }
}
