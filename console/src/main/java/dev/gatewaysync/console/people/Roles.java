package dev.gatewaysync.console.people;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Role;
import dev.gatewaysync.storage.people.AccessTokenRow;
import org.jspecify.annotations.Nullable;

/** Roles as they are given and stored. */
final class Roles {
    private Roles() {}

    static Role checked(@Nullable String word) {
        return Role.named(word == null ? "" : word)
                .orElseThrow(() -> ApiException.badRequest("A role is reader, operator or admin."));
    }

    /** What a token may: no more than its owner may now. */
    static Role of(AccessTokenRow token) {
        Role given = stored(token.role());
        return token.ownerRole() == null ? given : given.atMost(stored(token.ownerRole()));
    }

    /** One that this version does not know may look. */
    static Role stored(String word) {
        return Role.named(word).orElse(Role.READER);
    }
}
