package dev.gatewaysync.console.doctor;

import dev.gatewaysync.cards.channel.DiscordPermission;
import dev.gatewaysync.cards.channel.RoleOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Which of the roles that something pings members can take with {@code /notifications}, and why not the others. */
final class NotificationChecks {
    private static final String NAME = "Discord notifications";

    private final DiscordServer server;
    private final JsonNode member;
    private final Set<String> roles;

    /**
     * @param member the bot as a member, with its roles
     * @param roles ids of those that something pings
     */
    NotificationChecks(DiscordServer server, JsonNode member, Set<String> roles) {
        this.server = server;
        this.member = member;
        this.roles = roles;
    }

    /** Whether the bot needs to give roles. */
    boolean needsRoles() {
        return !roles.isEmpty();
    }

    List<Check> examine() {
        if (roles.isEmpty()) {
            return List.of();
        }
        if (!server.bot().has(DiscordPermission.MANAGE_ROLES)) {
            return List.of(Check.warning(
                    NAME,
                    "missing: " + DiscordPermission.MANAGE_ROLES.label()
                            + ": /notifications is off, and members cannot choose what they are pinged for",
                    "Server Settings → Roles → " + server.botRole() + " → Permissions → "
                            + DiscordPermission.MANAGE_ROLES.label() + ", if you want it"));
        }
        List<Check> checks = new ArrayList<>();
        int offered = 0;
        for (String id : roles) {
            RoleOffer offer = RoleOffer.of(id, server.guild(), member, server.channels());
            if (offer.refusal() == null) {
                offered++;
            } else {
                checks.addAll(problem(offer, offer.refusal()));
            }
        }
        if (offered > 0) {
            checks.addFirst(Check.ok(
                    NAME, "/notifications offers " + offered + (offered == 1 ? " role" : " roles") + " to members"));
        }
        return checks;
    }

    private List<Check> problem(RoleOffer offer, RoleOffer.Refusal refusal) {
        String role = "Server Settings → Roles → " + offer.name();
        String other = "Set a role of its own that does nothing but being pinged";
        return switch (refusal) {
            // What pings says so already.
            case NOT_THERE, EVERYONE -> List.of();
            case MANAGED -> refused(offer, "it belongs to an application or to Discord, and nobody can give it", other);
            case HAS_PERMISSIONS ->
                refused(
                        offer,
                        "it has permissions that not everybody has, and who takes it would have them",
                        role + " → Permissions → Clear permissions; or set another role");
            case ALLOWED_IN_A_CHANNEL ->
                refused(
                        offer,
                        "a channel allows it something, and who takes it would be allowed that",
                        other + ", or take it out of the channel's Edit Channel → Permissions");
            case TOO_HIGH ->
                refused(
                        offer,
                        "it is not below " + server.botRole() + ", and the bot can give only roles that are",
                        "Server Settings → Roles: drag " + server.botRole() + " above " + offer.name());
        };
    }

    private static List<Check> refused(RoleOffer offer, String why, String advice) {
        return List.of(Check.warning(NAME, offer.name() + " is not offered by /notifications: " + why, advice));
    }
}
