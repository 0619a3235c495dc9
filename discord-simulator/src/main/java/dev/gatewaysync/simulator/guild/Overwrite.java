package dev.gatewaysync.simulator.guild;

/**
 * What a channel changes in the permissions of a role or of one member.
 *
 * @param id of the role (the guild's id for everybody) or of the member
 * @param allow bits of {@link Permission}
 * @param deny bits of {@link Permission}
 */
public record Overwrite(String id, Target target, long allow, long deny) {

    /** In the order of Discord's numbers. */
    public enum Target {
        ROLE,
        MEMBER
    }
}
