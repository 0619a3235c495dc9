package dev.gatewaysync.console.people;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that cannot be guessed in any number of tries. */
final class RandomSecret {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomSecret() {}

    /** Letters, digits, - and _: four for each three bytes. */
    static String of(int bytes) {
        byte[] secret = new byte[bytes];
        RANDOM.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
