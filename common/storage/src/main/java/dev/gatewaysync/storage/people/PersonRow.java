package dev.gatewaysync.storage.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may log in to the console.
 *
 * @param id the name folded: no two people have one
 * @param role reader, operator or admin
 * @param stamp is new with each password
 */
public record PersonRow(
        String id,
        String name,
        String role,
        String passwordHash,
        String stamp,
        Instant createdAt,
        String createdBy,
        @Nullable Instant lastLoginAt) {

    /** Without what must not be read anywhere. */
    @Override
    public String toString() {
        return "PersonRow[" + name + ", " + role + "]";
    }
}
