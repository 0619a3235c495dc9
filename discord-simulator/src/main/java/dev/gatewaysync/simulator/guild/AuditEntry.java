package dev.gatewaysync.simulator.guild;

/**
 * What the server's audit log says of a member's role.
 *
 * @param reason as the application gave it; empty if it gave none
 */
public record AuditEntry(String userId, String roleId, boolean given, String reason) {}
