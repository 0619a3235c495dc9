package dev.gatewaysync.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A value that must never be seen: prints as {@code <set>}, compares in constant time. */
public final class Secret {
    private final String value;
    private final byte[] hash;

    public Secret(String value) {
        this.value = value;
        this.hash = sha256(value);
    }

    /** The value itself. Only for the place that sends or checks it. */
    public String reveal() {
        return value;
    }

    /** Whether {@code candidate} is this secret, in a time that does not tell how much of it is right. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(hash, sha256(candidate));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "<set>";
    }
}
