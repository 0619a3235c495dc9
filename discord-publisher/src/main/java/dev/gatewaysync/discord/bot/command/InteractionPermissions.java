package dev.gatewaysync.discord.bot.command;

import java.util.EnumSet;
import java.util.Optional;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;

/**
 * What a member may do in the channel of an interaction, as Discord computed it for that interaction: overwrites of the
 * member's own and of threads' channels count, and nothing that is remembered here can be out of date.
 *
 * @see <a href="https://docs.discord.com/developers/resources/guild#guild-member-object">permissions of a member</a>
 */
final class InteractionPermissions {
    private InteractionPermissions() {}

    /**
     * @param raw what the gateway sent; null if the session does not hand it on
     * @return empty if it does not say
     */
    static Optional<EnumSet<Permission>> of(@Nullable DataObject raw) {
        return Optional.ofNullable(raw)
                .flatMap(payload -> payload.optObject("d"))
                .flatMap(interaction -> interaction.optObject("member"))
                .filter(member -> member.hasKey("permissions") && !member.isNull("permissions"))
                .map(member -> Permission.getPermissions(member.getUnsignedLong("permissions")))
                .map(all -> all.contains(Permission.ADMINISTRATOR) ? EnumSet.allOf(Permission.class) : all);
    }
}
