package dev.gatewaysync.simulator.guild;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message notifies.
 *
 * @param everyone by {@code @everyone} or {@code @here}
 * @param users their ids, whether they are in the server or not
 * @param roles ids of roles that the author may ping
 */
public record Mentioned(boolean everyone, List<String> users, List<String> roles) {

    public static final Mentioned NOBODY = new Mentioned(false, List.of(), List.of());

    public Mentioned(boolean everyone, @Nullable List<String> users, @Nullable List<String> roles) {
        this.everyone = everyone;
        this.users = users == null ? List.of() : List.copyOf(users);
        this.roles = roles == null ? List.of() : List.copyOf(roles);
    }

    boolean anybody() {
        return everyone || !users.isEmpty() || !roles.isEmpty();
    }
}
