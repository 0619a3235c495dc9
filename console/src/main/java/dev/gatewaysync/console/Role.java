package dev.gatewaysync.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do here, the most first. */
public enum Role {
    /** Says who else may what. */
    ADMIN,
    /** Sees everything and changes things. */
    OPERATOR,
    /** Sees everything. */
    READER;

    public static Optional<Role> named(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** As people write it, and as it is stored. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What somebody may who is given one of them and has no more than the other. */
    public Role atMost(Role other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
