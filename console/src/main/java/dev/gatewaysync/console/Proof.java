package dev.gatewaysync.console;

import org.jspecify.annotations.Nullable;

/** How somebody has proved to be who they say. What they opened with it lasts no longer than it does. */
public sealed interface Proof {
    /** As the audit log has it. */
    @Nullable
    String word();

    /** Of nothing. */
    record None() implements Proof {
        @Override
        public @Nullable String word() {
            return null;
        }
    }

    /** Whoever has one may give any name. */
    record SharedToken() implements Proof {
        @Override
        public String word() {
            return "shared token";
        }
    }

    /**
     * @param person the person's id
     * @param stamp of the password that was given
     */
    record Password(String person, String stamp) implements Proof {
        @Override
        public String word() {
            return "password";
        }
    }

    /** @param name as the token is called */
    record OwnToken(String hash, String name) implements Proof {
        @Override
        public String word() {
            return "token " + name;
        }
    }
}
