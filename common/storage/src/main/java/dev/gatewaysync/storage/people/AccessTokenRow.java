package dev.gatewaysync.storage.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token of a program, or of a person.
 *
 * @param id the name folded: no two tokens that are open have one
 * @param role reader, operator or admin, as it was given; an owner's own role may be less by now
 * @param owner the person's id, null of a program
 * @param ownerName as the person is called
 * @param ownerRole as it is now
 * @param lastUsedAt to a minute
 */
public record AccessTokenRow(
        String hash,
        String id,
        String name,
        String role,
        @Nullable String owner,
        @Nullable String ownerName,
        @Nullable String ownerRole,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Without its hash. */
    @Override
    public String toString() {
        return "AccessTokenRow[" + name + ", " + role + "]";
    }
}
