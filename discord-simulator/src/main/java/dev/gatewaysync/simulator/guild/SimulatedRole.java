package dev.gatewaysync.simulator.guild;

/**
 * A role of the guild; that of everybody has the guild's own id.
 *
 * @param permissions bits of {@link Permission}
 * @param mentionable whether anybody may ping it
 * @param managed whether it belongs to the bot, and nobody can give it to somebody else
 */
public record SimulatedRole(
        String id, String name, long permissions, int position, boolean mentionable, boolean managed) {

    SimulatedRole at(int newPosition) {
        return new SimulatedRole(id, name, permissions, newPosition, mentionable, managed);
    }

    SimulatedRole with(long newPermissions) {
        return new SimulatedRole(id, name, newPermissions, position, mentionable, managed);
    }
}
