package dev.gatewaysync.service.settings;

import dev.gatewaysync.crypto.Sha256;
import java.security.MessageDigest;

/** A value that must never be seen: prints as {@code <set>}, compares in constant time. */
public final class Secret {
    private final String value;
    private final byte[] hash;

    public Secret(String value) {
        this.value = value;
        this.hash = Sha256.of(value);
    }

    /** The value itself. Only for the place that sends or checks it. */
    public String reveal() {
        return value;
    }

    /** Whether {@code candidate} is this secret, in a time that does not tell how much of it is right. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(hash, Sha256.of(candidate));
    }

    @Override
    public String toString() {
        return "<set>";
    }
}
