package dev.gatewaysync.simulator;

import dev.gatewaysync.simulator.guild.AuditEntry;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.Overwrite;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.SimulatedRole;
import java.util.List;
import java.util.Set;

/**
 * What the server's settings of roles and channels are. All numbers are bits of {@link Permission}. Changes are told to
 * the gateway's sessions, as Discord tells them.
 */
public final class SimulatedPermissions {

    private final Guild guild;

    SimulatedPermissions(Guild guild) {
        this.guild = guild;
    }

    /** The bot's own role has exactly these from now on. */
    public void setBot(long permissions) {
        guild.permissions().change(ofBot().id(), permissions);
    }

    public void giveBot(long permissions) {
        setBot(ofBot().permissions() | permissions);
    }

    /** In the bot's own role; it may still have them from the role of everybody. An administrator lacks none. */
    public void takeFromBot(long permissions) {
        setBot(ofBot().permissions() & ~(permissions | Permission.ADMINISTRATOR));
    }

    /** The role of everybody has exactly these from now on. */
    public void setEveryone(long permissions) {
        guild.permissions().change(guild.id(), permissions);
    }

    /** In one channel, and in its threads, whatever the bot's roles give it. An administrator is denied nothing. */
    public void denyBot(String channelName, long permissions) {
        overwrite(channelName, new Overwrite(guild.applicationId(), Overwrite.Target.MEMBER, 0, permissions));
    }

    /** Takes the place of an earlier one of this channel for the same role or member. */
    public void overwrite(String channelName, Overwrite overwrite) {
        guild.permissions().overwrite(guild.channels().named(channelName), overwrite);
    }

    /** The channel changes nothing any more. */
    public void clear(String channelName) {
        guild.permissions().clear(guild.channels().named(channelName));
    }

    /** Denied to everybody in one channel: makes it a private one, if it is {@link Permission#VIEW_CHANNEL}. */
    public void denyEveryone(String channelName, long permissions) {
        overwrite(channelName, new Overwrite(guild.id(), Overwrite.Target.ROLE, 0, permissions));
    }

    /** @return the id of the new role, which nobody has yet */
    public String addRole(String name, boolean mentionable) {
        return guild.permissions().addRole(guild.nextId(), name, 0, mentionable).id();
    }

    /** Gives the bot one more role. */
    public void giveBotRole(String roleId, long permissions) {
        guild.permissions().change(roleId, permissions);
        guild.permissions().give(guild.bot(), roleId);
    }

    /** Somebody drags the role above all others. */
    public void raiseRole(String roleId) {
        guild.permissions().raise(roleId);
    }

    /** From now on it has exactly these. */
    public void setRole(String roleId, long permissions) {
        guild.permissions().change(roleId, permissions);
    }

    /** Ids of the roles that somebody has, besides that of everybody. */
    public Set<String> rolesOf(SimulatedPerson person) {
        return guild.people().stream()
                .filter(known -> known.id().equals(person.id()))
                .findFirst()
                .map(guild.permissions()::rolesOf)
                .orElse(Set.of());
    }

    /** What the bot has changed of members' roles, oldest first, with the reasons that it gave. */
    public List<AuditEntry> auditLog() {
        return guild.permissions().auditLog();
    }

    public SimulatedRole ofBot() {
        return guild.permissions().ofBot();
    }

    public SimulatedRole ofEveryone() {
        return guild.permissions().everyone();
    }
}
